/** The languages the graph answers in; a principal's locale chooses. */
export type Locale = 'zh-CN' | 'en';

/** One message in every language, with the values already in it. */
export type LocalizedMessage = Readonly<Record<Locale, string>>;

/**
 * Why a rule said no. `invalid`: the input itself is wrong; `not-found`: no such thing is visible to the principal;
 * `forbidden`: it exists but this principal may not; `conflict`: it clashes with what is already there.
 */
export type ErrorKind = 'invalid' | 'not-found' | 'forbidden' | 'conflict' | 'unauthenticated';

/**
 * A rule said no. Anything else that is thrown is a bug or an outage and is masked before it leaves the graph.
 * `code` is stable and UPPER_SNAKE_CASE; `details` are whole values a program can act on (ids, amounts), never entities.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly kind: ErrorKind;
  readonly code: string;
  readonly messages: LocalizedMessage;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    kind: ErrorKind,
    code: string,
    messages: LocalizedMessage,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(messages.en);
    this.kind = kind;
    this.code = code;
    this.messages = messages;
    this.details = details;
  }
}

type Details = Readonly<Record<string, unknown>>;

/** The input is wrong: say which value, and what would be right. */
export const invalid = (code: string, messages: LocalizedMessage, details?: Details): DomainError =>
  new DomainError('invalid', code, messages, details);

/** Clashes with what is already there: name the other party. */
export const conflict = (code: string, messages: LocalizedMessage, details?: Details): DomainError =>
  new DomainError('conflict', code, messages, details);

/** This principal may not do this: name the missing scope or the rule. */
export const forbidden = (code: string, messages: LocalizedMessage, details?: Details): DomainError =>
  new DomainError('forbidden', code, messages, details);

/** No valid sign-in came with the request. */
export const unauthenticated = (messages: LocalizedMessage): DomainError =>
  new DomainError('unauthenticated', 'UNAUTHENTICATED', messages);

const codeOf = (type: string): string => `${type.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()}_NOT_FOUND`;

/** Nothing with that id is visible to the principal: `notFound('Lead', id)` has the code `LEAD_NOT_FOUND`. */
export const notFound = (type: string, id: string): DomainError =>
  new DomainError(
    'not-found',
    codeOf(type),
    { en: `There is no ${type} ${id}.`, 'zh-CN': `找不到 ${type} ${id}。` },
    { type, id },
  );

/**
 * As `notFound`, of what another service owns and this one hears of a moment later. That it is unknown, somebody else's or just
 * made is one answer, so that nobody learns which; `retryable` tells a program that the same request may do soon.
 */
export const notHeardOf = (type: string, id: string, argument: string): DomainError =>
  new DomainError(
    'not-found',
    codeOf(type),
    {
      en: `There is no ${type} ${id} (${argument}). If it was made just now, try again in a moment.`,
      'zh-CN': `找不到 ${type} ${id}(${argument})。若刚刚创建,请稍后重试。`,
    },
    { type, id, argument, retryable: true },
  );
