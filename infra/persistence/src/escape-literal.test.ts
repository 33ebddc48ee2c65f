import { describe, expect, test } from '@jest/globals';
import { PostgreSqlPlatform } from '@mikro-orm/postgresql';
import pg from 'pg';
import { escapeLiteral } from './escape-literal.ts';

const signs = ["'", '\\', '"', '?', '$1', '\n', '\0', 'E', ' ', '张', '\u{1F600}', '\uD800', "''", '\\\\', "\\'"];

describe('a literal', () => {
  const texts = ['', ...signs, ...signs.flatMap((a) => signs.flatMap((b) => signs.map((c) => a + b + c)))];

  test('is written just as MikroORM and pg write it', () => {
    const platform = new PostgreSqlPlatform();
    for (const text of texts) {
      expect(escapeLiteral(text)).toBe(platform.escape(text));
      expect(escapeLiteral(text)).toBe(pg.escapeLiteral(text));
    }
  });
});
