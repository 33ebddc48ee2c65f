import { gatewayError } from '../errors.ts';

/** Throws QUERY_TOO_LONG for a document that is larger than any honest client's. */
export function checkDocumentLength({ length }: string, limit: number): void {
  if (length <= limit) return;
  throw gatewayError({
    code: 'QUERY_TOO_LONG',
    status: 400,
    messages: {
      en: `The query has ${length} characters; ${limit} are allowed. Put long texts into variables, or split it.`,
      'zh-CN': `查询有 ${length} 个字符,最多允许 ${limit} 个。请将长文本放入变量,或拆分查询。`,
    },
  });
}
