import { invalid } from '@campusgraph/errors';

/** Throws INVALID_BRANCH_CODE or UNKNOWN_TIME_ZONE, with the value. */
export function checkBranch({ code, timeZone }: { code: string; timeZone: string }): void {
  if (!/^[A-Z0-9-]{2,16}$/.test(code)) {
    throw invalid(
      'INVALID_BRANCH_CODE',
      {
        en: `A branch code is 2–16 of A–Z, 0–9 and -, not "${code}".`,
        'zh-CN': `校区编码须为 2–16 位大写字母、数字或 -,收到“${code}”。`,
      },
      { branchCode: code },
    );
  }
  checkTimeZone(timeZone);
}

/** Throws UNKNOWN_TIME_ZONE for what is no IANA zone. */
export function checkTimeZone(timeZone: string): void {
  if (Intl.supportedValuesOf('timeZone').includes(timeZone) || timeZone === 'UTC') return;
  throw invalid(
    'UNKNOWN_TIME_ZONE',
    {
      en: `"${timeZone}" is no IANA time zone; try Asia/Shanghai.`,
      'zh-CN': `“${timeZone}”不是有效的时区,例如 Asia/Shanghai。`,
    },
    { timeZone },
  );
}
