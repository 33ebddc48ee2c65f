import {
  type DirectiveNode,
  type DocumentNode,
  Kind,
  parse,
  print,
  type SchemaDefinitionNode,
  valueFromASTUntyped,
} from 'graphql';

/** A supergraph in two parts: what ApolloGateway takes, and which directives carry our policies and marks. */
export interface Supergraph {
  document: DocumentNode;
  /** The SDL without the `for: SECURITY` that ApolloGateway refuses to load. */
  executableSdl: string;
  /** How the directives are called in this SDL; undefined when the supergraph does not use one. */
  directives: { authenticated: string | undefined; requiresScopes: string | undefined; tag: string | undefined };
}

const linkArguments = (link: DirectiveNode) =>
  Object.fromEntries(
    (link.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  ) as Record<string, unknown>;

/** `https://specs.apollo.dev/requiresScopes/v0.1` → `requiresScopes`. */
const specName = (url: string): string => url.split('/').at(-2) ?? '';

/** The security specs that this gateway enforces itself, before planning. */
const ENFORCED = new Set(['authenticated', 'requiresScopes']);

/**
 * `for: SECURITY` tells a gateway not to serve the graph unless it enforces that spec. We do, for two of them; for any
 * other the warning stands, so this throws instead of silently serving what should be protected.
 */
export function readSupergraph(sdl: string): Supergraph {
  const document = parse(sdl, { noLocation: true });
  const names = new Map<string, string>();
  const strip = (directive: DirectiveNode): DirectiveNode => {
    const { url, as, for: purpose } = linkArguments(directive);
    if (directive.name.value !== 'link' || typeof url !== 'string') return directive;
    const name = specName(url);
    if (name === 'tag') names.set(name, typeof as === 'string' ? as : name);
    if (ENFORCED.has(name)) names.set(name, typeof as === 'string' ? as : name);
    else if (purpose === 'SECURITY')
      throw new Error(`The supergraph protects fields by ${url}, which this gateway does not enforce.`);
    else return directive;
    return { ...directive, arguments: (directive.arguments ?? []).filter((argument) => argument.name.value !== 'for') };
  };
  const stripped: DocumentNode = {
    ...document,
    definitions: document.definitions.map((definition) =>
      definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
        ? ({ ...definition, directives: (definition.directives ?? []).map(strip) } as SchemaDefinitionNode)
        : definition,
    ),
  };
  return {
    document,
    executableSdl: print(stripped),
    directives: {
      authenticated: names.get('authenticated'),
      requiresScopes: names.get('requiresScopes'),
      tag: names.get('tag'),
    },
  };
}
