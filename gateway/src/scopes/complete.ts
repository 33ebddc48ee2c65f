import {
  type ExecutionResult,
  executeSync,
  type FieldNode,
  type GraphQLError,
  type GraphQLFieldResolver,
  getNullableType,
  isCompositeType,
} from 'graphql';
import { gatewayError } from '../errors.ts';
import type { Operation } from '../operations/operation.ts';
import { reachableFields } from './reachable.ts';
import type { Refusal } from './requirement.ts';

export type OriginalRequest = Pick<
  Operation,
  'schema' | 'document' | 'operation' | 'operationName' | 'variables' | 'coerced'
>;

type Values = Record<string, unknown>;
type Place = { path: readonly (string | number)[]; count: number };

function refusedField(field: FieldNode, refused: Refusal, { path, count }: Place): GraphQLError {
  const at = { path, nodes: [field] };
  const places = count > 1 ? { places: count } : {};
  const name = field.name.value;
  if (refused.reason === 'anonymous') {
    const messages = { en: `Sign in to see "${name}".`, 'zh-CN': `请先登录后再访问“${name}”。` };
    return gatewayError({ ...at, code: 'UNAUTHENTICATED', messages, extensions: places });
  }
  const missing = refused.missing.join(', ');
  const messages = {
    en: `Your token may not use "${name}"; it lacks the scope ${missing}. Ask an administrator to grant it.`,
    'zh-CN': `当前令牌无权访问“${name}”,缺少权限:${missing}。请联系管理员授权。`,
  };
  return gatewayError({
    ...at,
    code: 'FORBIDDEN',
    messages,
    extensions: { requiredScopes: refused.missing, ...places },
  });
}

/**
 * The answer to the request as it was asked, made from the answer to what was left of it: null in the place of each
 * removed field, nulls propagated as the schema demands, and one error for each removed field: at its first place,
 * with `extensions.places` when a list gave it several.
 *
 * graphql-js itself executes the original document over the data, so that merging, conditions and propagation are by
 * the book.
 */
export function complete(
  request: OriginalRequest,
  removed: ReadonlyMap<FieldNode, Refusal>,
  result: ExecutionResult,
): ExecutionResult {
  // No data at all: the rest was refused as a whole, and that error says everything.
  if (result.data === undefined) return result;
  const { schema, document, operation, operationName, variables, coerced } = request;
  const places = new Map<FieldNode, Place>();
  const fieldResolver: GraphQLFieldResolver<Values, unknown> = (source, _arguments, _context, info) => {
    const value = source[info.path.key];
    if (value !== undefined) return value;
    const node = info.fieldNodes.find((candidate) => removed.has(candidate));
    // Cut only because something inside it was: an empty object lets the execution reach that and make it null.
    if (!node) return isCompositeType(getNullableType(info.returnType)) ? {} : null;
    const place = places.get(node);
    if (place) place.count += 1;
    else places.set(node, { path: pathOf(info.path), count: 1 });
    throw new Error('refused');
  };
  const completed = executeSync({
    schema,
    document,
    operationName,
    variableValues: variables,
    rootValue: result.data ?? {},
    fieldResolver,
    typeResolver: (value: Values) => value.__typename as string | undefined,
  });
  const refusals = reachableFields(document, operation, coerced, removed).map(([node, path, refused]) =>
    refusedField(node, refused, places.get(node) ?? { path, count: 1 }),
  );
  const data = result.data === null ? null : (completed.data ?? null);
  return { ...result, data, errors: [...(result.errors ?? []), ...refusals] };
}

type ResponsePath = { prev: ResponsePath | undefined; key: string | number };

const pathOf = (path: ResponsePath | undefined): (string | number)[] => (path ? [...pathOf(path.prev), path.key] : []);
