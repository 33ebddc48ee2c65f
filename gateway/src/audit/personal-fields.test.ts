import { expect, test } from '@jest/globals';
import { readSupergraph } from '../supergraph.ts';
import { readPersonalFields } from './personal-fields.ts';

const personal = (types: string, link = '@link(url: "https://specs.apollo.dev/tag/v0.3")') =>
  Object.fromEntries(readPersonalFields(readSupergraph(`schema ${link} { query: Query } ${types}`)));

test('fields that are marked, and no others', () => {
  const types = `type Query { a: Int } type Guardian {
    id: ID @tag(name: "partner") name: String @tag(name: "partner") @tag(name: "personal") phone: String @tag(name: "personal") }`;
  expect(personal(types)).toEqual({ 'Guardian.name': ['Guardian.name'], 'Guardian.phone': ['Guardian.phone'] });
});

test('an interface’s field stands for the marked ones of its types; a mark on it holds for all of them', () => {
  const types = `type Query { a: Int }
    interface Person { phone: String email: String @tag(name: "personal") }
    type Student implements Person { phone: String @tag(name: "personal") email: String }
    type Teacher implements Person { phone: String email: String }`;
  expect(personal(types)).toEqual({
    'Person.phone': ['Student.phone'],
    'Student.phone': ['Student.phone'],
    'Person.email': ['Student.email', 'Teacher.email'],
    'Student.email': ['Student.email'],
    'Teacher.email': ['Teacher.email'],
  });
});

test('a marked type is personal in every field', () => {
  expect(personal('type Query { a: Int } type Note @tag(name: "personal") { id: ID text: String }')).toEqual({
    'Note.id': ['Note.id'],
    'Note.text': ['Note.text'],
  });
});

test('a renamed directive is recognised, and one that only shares the name is not', () => {
  const types = 'type Query { a: Int @mark(name: "personal") b: Int @tag(name: "personal") }';
  const renamed = '@link(url: "https://specs.apollo.dev/tag/v0.3", as: "mark")';
  expect(personal(types, renamed)).toEqual({ 'Query.a': ['Query.a'] });
});
