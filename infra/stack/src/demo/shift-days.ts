// A date inside text that Postgres or JSON wrote: an instant's first part, or a day. Groups of a UUID have four digits or
// more, so none can look like `-11-22`.
const DATE = /(?<![\d-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-])/g;

/** Every date in `text` moved by whole days; times of day stay. Birthdays move too, which nobody minds. */
export function shiftDays(text: string, days: number): string {
  if (days === 0) return text;
  const moved = new Map<string, string>();
  return text.replace(DATE, (date) => {
    let to = moved.get(date);
    if (to === undefined) {
      to = new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
      moved.set(date, to);
    }
    return to;
  });
}
