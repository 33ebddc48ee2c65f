import { unwrapResolverError } from '@apollo/server/errors';
import { conflict, DomainError, forbidden, invalid, type LocalizedMessage } from '@campusgraph/errors';
import type { Logger } from '@campusgraph/logging';
import type { GraphQLFormattedError } from 'graphql';
import { deadlineExceeded } from './deadline.ts';

const DATA_EXCEPTION = /^22/;
/** Deadlock, serialization failure, lock not available: the same request again will do. */
const TRY_AGAIN = /^(40P01|40001|55P03)$/;

/** Postgres cancelled a statement: it outlived the deadline of its request. */
const CANCELLED = '57014';

/** The ORM names a refusal by a policy only where it wrote the statement. The same SQLSTATE is a missing grant: a bug. */
const PRIVILEGE = '42501';
const isOutsideOfPolicy = ({ name, code, message }: { name?: string; code?: unknown; message?: string }): boolean =>
  name === 'RowLevelSecurityViolationException' ||
  (code === PRIVILEGE && message?.includes('row-level security policy') === true);

/** What the database or the ORM refused, as the rule that it stands for; undefined for a bug or an outage. */
function asDomainError(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  const thrown = (error ?? {}) as { name?: string; code?: unknown; message?: string };
  const { name, code } = thrown;
  if (isOutsideOfPolicy(thrown)) {
    return forbidden('FORBIDDEN', {
      en: 'That belongs to a branch or organization outside of your token.',
      'zh-CN': '该数据不在您有权访问的校区或机构范围内。',
    });
  }
  if (name === 'OptimisticLockError' || (typeof code === 'string' && TRY_AGAIN.test(code))) {
    return conflict('CONCURRENT_CHANGE', {
      en: 'Someone else changed this at the same moment. Load it again and retry.',
      'zh-CN': '他人刚刚修改了该数据,请刷新后重试。',
    });
  }
  if (code === CANCELLED) return deadlineExceeded();
  if (name === 'CursorError')
    return invalid(
      'INVALID_CURSOR',
      { en: 'The cursor in after is not one of this list.', 'zh-CN': 'after 中的分页游标无效。' },
      { argument: 'after' },
    );
  if (typeof code === 'string' && DATA_EXCEPTION.test(code)) {
    return invalid('INVALID_VALUE', {
      en: 'A value cannot be stored: it is malformed, too large or has characters that text may not have.',
      'zh-CN': '某个值格式错误、过大或含有非法字符,无法保存。',
    });
  }
  return undefined;
}

/** Carries both languages to `chooseLanguage`, which knows the principal's. */
interface LocalizableExtensions {
  code: string;
  messages?: LocalizedMessage;
}

/**
 * The one formatter: a rule's refusal keeps its code, message and details; a client's mistake in GraphQL keeps what graphql-js
 * said; anything else is masked, and logged under its correlation id.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown, logger: Logger): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  const refusal = asDomainError(original);
  const location = {
    ...(formatted.path && { path: formatted.path }),
    ...(formatted.locations && { locations: formatted.locations }),
  };
  if (refusal) {
    const extensions: LocalizableExtensions = { ...refusal.details, code: refusal.code, messages: refusal.messages };
    return { message: refusal.message, ...location, extensions: { ...extensions, kind: refusal.kind } };
  }
  const code = formatted.extensions?.code;
  if (code !== undefined && code !== 'INTERNAL_SERVER_ERROR') {
    return { message: formatted.message, ...location, extensions: { code } };
  }
  logger.error({ err: original }, 'unexpected error');
  return {
    message: 'Something went wrong on our side.',
    ...location,
    extensions: {
      code: 'INTERNAL_SERVER_ERROR',
      messages: { en: 'Something went wrong on our side.', 'zh-CN': '系统内部错误,请稍后再试。' },
    },
  };
}

/** The error in one language, with the correlation id that support will ask for. */
export function chooseLanguage(
  error: GraphQLFormattedError,
  locale: keyof LocalizedMessage,
  correlationId: string,
): GraphQLFormattedError {
  const { messages, ...extensions } = (error.extensions ?? {}) as unknown as LocalizableExtensions;
  return { ...error, message: messages?.[locale] ?? error.message, extensions: { ...extensions, correlationId } };
}
