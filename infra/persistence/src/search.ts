import { type FilterQuery, raw } from '@mikro-orm/core';

/**
 * A table whose rows are found by a part of a name. Row-level security lets no index serve `like`: the operator could tell of rows
 * that its asker may not see. So the ids come from a function of the database that is allowed to use one, and that keeps to the
 * asker's organization, branches and family by itself; whatever is read by those ids is under the policies as ever.
 */
export interface Search {
  /** Of a table with `organization_id` and `branch_id`; `branch: 'required'` in its `tenantPolicies`. */
  table: string;
  columns: readonly [string, ...string[]];
  /** As in the table's `tenantPolicies`; `own` needs a column `guardian_id`. */
  family: 'own' | 'hidden';
}

/** The role that owns a service's search functions: it cannot log in, and reads the searched columns and nothing else. */
export const searchRole = (service: string): `${string}_search` => `${service}_search`;

const searchFunction = (table: string): string => `search_${table}`;

/** More grams than this make no search narrower. */
const LONGEST_TERM = 32;

/**
 * What the index holds of a text: its signs and its pairs of signs, each hashed with the organization, so that a search reads no other
 * tenant's entries. Pairs, since Chinese names have two or three signs: trigrams (pg_trgm) say nothing about a part of those.
 * Another rule needs another name, and the indexes made anew: what an index holds is never worked out again.
 */
export const GRAMS_SQL = `
do $do$ begin
if to_regprocedure('public.search_grams(uuid, text[])') is not null then return; end if;
create function public.search_grams(organization uuid, variadic texts text[]) returns bigint[]
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp as $grams$
declare
  seed bigint := hashtextextended(organization::text, 0);
  grams bigint[] := '{}';
  part text;
  signs text[];
begin
  foreach part in array texts loop
    signs := string_to_array(lower(part), null);
    for i in 1 .. coalesce(cardinality(signs), 0) loop
      grams := grams || hashtextextended(signs[i], seed);
      if i > 1 then grams := grams || hashtextextended(signs[i - 1] || signs[i], seed); end if;
    end loop;
  end loop;
  return grams;
end $grams$;
end $do$;`;

/** The index that serves a search, for `indexes` of the entity. A search sees a row as soon as it is there: no pending list. */
export const searchIndex = ({ table, columns }: Search) => ({
  name: `${table}_search`,
  expression: (_columns: unknown, target: { name: string }, name: string) =>
    `create index "${name}" on "${target.name}" using gin (search_grams(organization_id, ${columns.join(', ')})) with (fastupdate = off)`,
});

/**
 * Made by the owner and given to the search role, which may create nothing afterwards. It runs with that role's rights, so: every name
 * in it is qualified and its search_path is fixed; nothing is put together from text; the plan is made for the values at hand, since
 * a surname and a whole name want different ones. Nobody's search is refused (42501), not answered.
 */
function functionSql(service: string, { table, columns, family }: Search): string {
  const found = columns.map((column) => `strpos(lower(t.${column}), wanted) > 0`).join(' or ');
  const ids = `select t.id from public.${table} t where t.organization_id = organization
      and public.search_grams(t.organization_id, ${columns.map((column) => `t.${column}`).join(', ')}) @> grams and (${found})`;
  const ofFamily = family === 'own' ? ' and (guardian is null or t.guardian_id = guardian)' : '';
  const name = `public.${searchFunction(table)}(text)`;
  return `
create or replace function ${name.replace('text', 'term text')} returns setof uuid
language plpgsql stable security definer rows 100 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan as $search$
declare
  organization uuid := nullif(current_setting('app.organization', true), '')::uuid;
  branches text := nullif(current_setting('app.branches', true), '');
  own uuid[] := string_to_array(nullif(branches, '*'), ',');
  guardian uuid := nullif(current_setting('app.guardian', true), '')::uuid;
  wanted text := lower(term);
  grams bigint[];
begin
  if organization is null then
    raise insufficient_privilege using message = '${table} is searched on nobody''s behalf: app.organization is not set';
  end if;
  if branches is null or coalesce(wanted, '') = ''${family === 'hidden' ? ' or guardian is not null' : ''} then return; end if;
  -- A pair says more than its two signs.
  select array_agg(hashtextextended(substr(wanted, i, least(char_length(wanted), 2)), hashtextextended(organization::text, 0))) into grams
  from generate_series(1, greatest(least(char_length(wanted), ${LONGEST_TERM}) - 1, 1)) i;
  if branches = '*' then
    return query ${ids}${ofFamily};
  else
    return query ${ids}${ofFamily} and t.branch_id = any (own);
  end if;
end $search$;
revoke all on function ${name} from public;
grant execute on function ${name} to ${service}_app;`;
}

/** SQL that makes a service's search functions, as the owner, once its tables are there. In one transaction. */
export function searchSql(service: string, searches: readonly Search[]): string {
  if (searches.length === 0) return '';
  const role = searchRole(service);
  const readable = ({ columns, family }: Search) =>
    ['id', 'organization_id', 'branch_id', ...(family === 'own' ? ['guardian_id'] : []), ...columns].join(', ');
  return `
begin;
grant usage, create on schema public to ${role};
${searches.map((search) => `grant select (${readable(search)}) on public.${search.table} to ${role};`).join('\n')}
set local role ${role};
${searches.map((search) => functionSql(service, search)).join('\n')}
reset role;
revoke create on schema public from ${role};
commit;`;
}

/** The condition of rows in which `text` occurs, in upper or lower case; none for a blank text. `%` and `_` are signs like others. */
export function searched<Row extends { id: string }>(
  { table }: Search,
  text: string | null | undefined,
): FilterQuery<Row> {
  const term = text?.trim();
  if (!term) return {} as FilterQuery<Row>;
  return { id: { $in: raw(`select public.${searchFunction(table)}(?)`, [term]) } } as unknown as FilterQuery<Row>;
}
