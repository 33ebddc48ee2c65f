import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import { invalidDocument, unparsableDocument } from '../errors.ts';
import { checkDocumentLength } from '../limits/document-length.ts';
import type { Limits } from '../limits/limits.ts';

/** A document that any operation of may be executed. */
export interface KnownDocument {
  document: DocumentNode;
  queryHash: string;
}

/** Characters of all documents remembered; parsed they take some 20 times as many bytes. */
const REMEMBERED_CHARACTERS = 2_000_000;

export interface DocumentsOptions {
  schema: GraphQLSchema;
  rules: readonly ValidationRule[];
  limits: Pick<Limits, 'tokens' | 'documentCharacters'>;
}

/**
 * Parses and validates documents, the same one once: what is worked out about a document later is remembered by its node.
 * The function throws a GraphQLError, or an AggregateError of several.
 */
export function createDocuments({ schema, rules, limits }: DocumentsOptions): (source: string) => KnownDocument {
  const remembered = new Map<string, KnownDocument>();
  const allRules = [...specifiedRules, ...rules];
  let characters = 0;

  function read(source: string): KnownDocument {
    const document = parseWithin(source, limits.tokens);
    const errors = validate(schema, document, allRules);
    if (errors.length > 0) throw new AggregateError(errors.map(invalidDocument));
    checkDocumentLength(source, limits.documentCharacters);
    return { document, queryHash: createHash('sha256').update(source).digest('hex') };
  }

  function remember(source: string, known: KnownDocument): void {
    remembered.set(source, known);
    characters += source.length;
    for (const oldest of remembered.keys()) {
      if (characters <= REMEMBERED_CHARACTERS) return;
      remembered.delete(oldest);
      characters -= oldest.length;
    }
  }

  return (source) => {
    const known = remembered.get(source);
    // Put last again: the first in the map is the one that nobody has asked for the longest.
    if (known) {
      remembered.delete(source);
      remembered.set(source, known);
      return known;
    }
    const fresh = read(source);
    remember(source, fresh);
    return fresh;
  };
}

function parseWithin(source: string, maxTokens: number): DocumentNode {
  try {
    return parse(source, { maxTokens });
  } catch (error) {
    throw error instanceof GraphQLError ? unparsableDocument(error) : error;
  }
}
