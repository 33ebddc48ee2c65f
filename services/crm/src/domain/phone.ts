import { invalid } from '@campusgraph/errors';
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Where a number without a country code is from. */
export const DEFAULT_REGION: CountryCode = 'CN';

/** The number as E.164 (`+8613800000001`), undefined where it cannot be one. Full-width digits and separators are fine. */
export const normalizePhone = (text: string, region: CountryCode = DEFAULT_REGION): string | undefined => {
  const number = parsePhoneNumberFromString(text.normalize('NFKC'), region);
  return number?.isValid() ? number.number : undefined;
};

/** As `normalizePhone`; throws PHONE_INVALID. */
export function requirePhone(text: string): string {
  const phone = normalizePhone(text);
  if (phone) return phone;
  throw invalid(
    'PHONE_INVALID',
    {
      en: `${text} is not a phone number. Give 11 digits of a Chinese number, or + and the country code.`,
      'zh-CN': `${text} 不是有效的电话号码。请填写 11 位手机号,或以 + 和国家代码开头的号码。`,
    },
    { phone: text },
  );
}
