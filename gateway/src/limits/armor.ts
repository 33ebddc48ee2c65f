import type { LocalizedMessage } from '@campusgraph/errors';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';
import type { Limits } from './limits.ts';

/** graphql-armor says `… limit of 10 exceeded, found 12.`; its errors carry nothing else. */
const FOUND = /limit of (\d+) exceeded, found (\d+)/;

/** Reports a limit with a stable code and in both languages, instead of graphql-armor's "Syntax Error: …". */
const reporting = (code: string, messages: (limit: string, found: string) => LocalizedMessage) => ({
  propagateOnRejection: false,
  onReject: [
    (context: ValidationContext | null, error: GraphQLError) => {
      const [, limit = '?', found = '?'] = FOUND.exec(error.message) ?? [];
      const both = messages(limit, found);
      context?.reportError(new GraphQLError(both.en, { extensions: { limitCode: code, messages: both } }));
    },
  ],
});

/**
 * The rules of graphql-armor for depth, aliases and directives. Its cost rule is left out because it does not see a page
 * size in a variable (`estimateCost` does); its token rule because it turns every unexpected error into a validation
 * error (graphql-js counts tokens itself: `parseOptions.maxTokens`); its hiding of suggestions because `formatError`
 * does that for every error, a subgraph's too.
 */
export function armorRules({ depth, aliases, directives }: Limits): ValidationRule[] {
  const { validationRules } = new ApolloArmor({
    blockFieldSuggestion: { enabled: false },
    maxDepth: {
      n: depth,
      ...reporting('QUERY_TOO_DEEP', (limit, found) => ({
        en: `The query is ${found} levels deep; ${limit} are allowed. Split it.`,
        'zh-CN': `查询嵌套 ${found} 层,最多允许 ${limit} 层,请拆分查询。`,
      })),
    },
    maxAliases: {
      n: aliases,
      allowList: [],
      ...reporting('TOO_MANY_ALIASES', (limit, found) => ({
        en: `The query uses ${found} aliases; ${limit} are allowed. Split it.`,
        'zh-CN': `查询使用了 ${found} 个别名,最多允许 ${limit} 个,请拆分查询。`,
      })),
    },
    maxDirectives: {
      n: directives,
      ...reporting('TOO_MANY_DIRECTIVES', (limit, found) => ({
        en: `The query uses ${found} directives; ${limit} are allowed. Split it.`,
        'zh-CN': `查询使用了 ${found} 个指令,最多允许 ${limit} 个,请拆分查询。`,
      })),
    },
    costLimit: { enabled: false },
    maxTokens: { enabled: false },
  }).protect();
  return validationRules;
}
