const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/u;

/** A day as files have it (2018-05-01, 2018/5/1, 2018年5月1日) as `YYYY-MM-DD`; undefined where it is no day of 1900–2199. */
export function parseDay(text: string): string | undefined {
  const [, year = '', month = '', day = ''] = DAY.exec(text.trim()) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  const isReal = !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso);
  return isReal && year >= '1900' && year < '2200' ? iso : undefined;
}

/** A time as files have it (a day, or a day and 09:30, 09:30:15, with or without an offset); without one, `utcOffset` is meant. */
export function parseInstant(text: string, utcOffset: string): Date | undefined {
  const [dayText = '', timeText = '0:00'] = text.trim().split(/[T\s]+(.*)/u);
  const day = parseDay(dayText);
  const [, hour, minute, second = '00', offset = utcOffset] = TIME.exec(timeText) ?? [];
  if (day === undefined || hour === undefined) return undefined;
  const zone = offset === 'Z' ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(-2)}`;
  const time = Date.parse(`${day}T${hour.padStart(2, '0')}:${minute}:${second}${zone}`);
  return Number.isNaN(time) ? undefined : new Date(time);
}
