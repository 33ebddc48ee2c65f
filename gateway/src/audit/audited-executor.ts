import { type DocumentNode, getOperationAST, type OperationDefinitionNode } from 'graphql';
import { auditUnavailable } from '../errors.ts';
import type { Execute, Operation } from '../operations/operation.ts';
import { isIncluded } from '../scopes/reachable.ts';
import type { RecordAccess } from './access-log.ts';
import type { PersonalFields } from './personal-fields.ts';
import { selectedPersonalFields } from './selected-fields.ts';

/**
 * An executor that tells a principal personal data only when that is on record. It stands behind scope enforcement, so the
 * document holds nothing but what will be answered. A query runs while its record is written; a mutation waits for the
 * record, because a client that is told to try again must not do it twice.
 *
 * What is on record was selected, not necessarily found: the record cannot wait for the answer.
 */
export function auditAccesses(execute: Execute, personal: PersonalFields, recordAccess: RecordAccess): Execute {
  const personalFieldsOf = rememberSelections(personal);
  return async (asked) => {
    const { bearer, correlationId } = asked.exchange;
    const operation = getOperationAST(asked.document, asked.operationName);
    const fields = bearer && operation ? personalFieldsOf(asked, operation) : [];
    if (!bearer || !operation || fields.length === 0) return execute(asked);
    const { organizationId, kind: actorKind, subject: actorId } = bearer.principal;
    const name = operation.name?.value ?? null;
    const recorded = recordAccess({ organizationId, actorKind, actorId, operation: name, fields, correlationId });
    const refusal = () => ({ data: null, errors: [auditUnavailable(fields)] });
    if (operation.operation === 'mutation') return (await recorded) ? execute(asked) : refusal();
    const [isRecorded, result] = await Promise.all([recorded, execute(asked)]);
    return isRecorded ? result : refusal();
  };
}

interface Selection {
  /** All that are named, whatever `@skip` and `@include` say. */
  fields: readonly string[];
  isConditional: boolean;
}

/** Documents are remembered as long as they are asked for, and so is what scopes cut out of them; this lives as long. */
function rememberSelections(personal: PersonalFields) {
  const documents = new WeakMap<DocumentNode, Map<OperationDefinitionNode, Selection>>();
  return ({ document, schema, coerced }: Operation, operation: OperationDefinitionNode): readonly string[] => {
    const operations = documents.get(document) ?? new Map<OperationDefinitionNode, Selection>();
    documents.set(document, operations);
    const known = operations.get(operation) ?? selectionOf({ schema, document, operation }, personal);
    operations.set(operation, known);
    if (known.fields.length === 0 || !known.isConditional) return known.fields;
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
