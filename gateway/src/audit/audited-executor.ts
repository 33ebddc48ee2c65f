import { type DocumentNode, getOperationAST, getVariableValues, type OperationDefinitionNode } from 'graphql';
import { auditUnavailable } from '../errors.ts';
import type { Exchange } from '../exchange.ts';
import type { Execute } from '../scopes/enforcing-gateway.ts';
import { isIncluded } from '../scopes/reachable.ts';
import type { RecordAccess } from './access-log.ts';
import type { PersonalFields } from './personal-fields.ts';
import { selectedPersonalFields } from './selected-fields.ts';

type RequestContext = Parameters<Execute>[0];

/**
 * An executor that tells a principal personal data only when that is on record. It stands behind scope enforcement, so the
 * document holds nothing but what will be answered. A query runs while its record is written; a mutation waits for the
 * record, because a client that is told to try again must not do it twice.
 *
 * What is on record was selected, not necessarily found: the record cannot wait for the answer.
 */
export function auditAccesses(execute: Execute, personal: PersonalFields, recordAccess: RecordAccess): Execute {
  const personalFieldsOf = rememberSelections(personal);
  return async (context) => {
    const { bearer, correlationId } = context.context as Exchange;
    const operation = getOperationAST(context.document, context.request.operationName);
    const fields = bearer && operation ? personalFieldsOf(context, operation) : [];
    if (!bearer || !operation || fields.length === 0) return execute(context);
    const { organizationId, kind: actorKind, subject: actorId } = bearer.principal;
    const name = operation.name?.value ?? null;
    const recorded = recordAccess({ organizationId, actorKind, actorId, operation: name, fields, correlationId });
    const refusal = { data: null, errors: [auditUnavailable(fields)] };
    if (operation.operation === 'mutation') return (await recorded) ? execute(context) : refusal;
    const [isRecorded, result] = await Promise.all([recorded, execute(context)]);
    return isRecorded ? result : refusal;
  };
}

interface Selection {
  /** All that are named, whatever `@skip` and `@include` say. */
  fields: readonly string[];
  isConditional: boolean;
}

/** Documents live as long as ApolloServer's cache, or the one of what scopes cut out, keeps them; this lives as long. */
function rememberSelections(personal: PersonalFields) {
  const documents = new WeakMap<DocumentNode, Map<OperationDefinitionNode, Selection>>();
  return ({ document, schema, request }: RequestContext, operation: OperationDefinitionNode): readonly string[] => {
    const operations = documents.get(document) ?? new Map<OperationDefinitionNode, Selection>();
    documents.set(document, operations);
    const known = operations.get(operation) ?? selectionOf({ schema, document, operation }, personal);
    operations.set(operation, known);
    if (known.fields.length === 0 || !known.isConditional) return known.fields;
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {});
    // Variables that are wrong: the execution will say so and answer nothing.
    if (!coerced) return known.fields;
    return selectedPersonalFields({ schema, document, operation }, personal, (one) => isIncluded(one, coerced));
  };
}

function selectionOf(place: Parameters<typeof selectedPersonalFields>[0], personal: PersonalFields): Selection {
  let isConditional = false;
  const fields = selectedPersonalFields(place, personal, ({ directives = [] }) => {
    isConditional ||= directives.length > 0;
    return true;
  });
  return { fields, isConditional };
}
