import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { neverCollected } from '../../domain/policy/never-collected.ts';
import { testDatabase } from '../testing/database.ts';
import { OWN_COLUMNS } from './columns.ts';
import { dataMap, entryOf, type MappedTable } from './data-map.ts';
import { mapLines, mapPage } from './page.ts';
import { readersOf } from './readers.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let tables: MappedTable[];
beforeAll(async () => {
  database = await testDatabase();
  tables = await dataMap(database.url);
});
afterAll(() => database.drop());

const table = (name: string) => tables.find((one) => one.name === name) as MappedTable;

describe('the data map', () => {
  it('has an entry for each column', () => {
    const silent = tables.flatMap(({ name, columns }) => columns.filter(({ holds }) => !holds).map((column) => `${name}.${column.name}`));
    expect(silent).toEqual([]);
    expect(tables.flatMap(({ columns }) => columns).length).toBeGreaterThan(280);
  });

  it('does not guess: a column nobody has described has none', () => {
    expect(entryOf('person', { name: 'shoe_size', type: 'int', comment: null })).toEqual({ holds: null, about: null });
    expect(entryOf('person', { name: 'shoe_size', type: 'int', comment: 'size' }).holds).toBe('size');
  });

  it('describes no column that is gone', () => {
    const there = new Set(tables.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`)));
    expect(Object.keys(OWN_COLUMNS).filter((name) => !there.has(name))).toEqual([]);
  });

  it('says purpose, basis, retention and readers of each table', () => {
    for (const { name, purpose, basis, retention, readers } of tables)
      expect([purpose, basis, retention, readers.join()].every(Boolean), name).toBe(true);
    expect(table('person').readers).toEqual([
      ...['the system', 'staff whose range holds it', 'the person it is about'],
      'staff for whom a second person opened it in an emergency',
    ]);
    expect(table('sign_in_code').readers).toEqual(['the system']);
    expect(table('audit').readers).toContain('supervisor, administrator whose range holds it');
    expect(table('person').modules.map(({ name }) => name)).toContain('people');
  });

  it('does not understand a policy it does not know, rather than leave it out', () => {
    expect(() => readersOf([`(current_setting('app.friend'::text, true) = 'x'::text)`])).toThrow('app.friend');
  });

  it('is printed with every column', () => {
    for (const text of [mapPage(tables), mapLines(tables).join('\n')])
      for (const name of ['left_on', 'totp_secret']) expect(text).toContain(name);
  });
});

describe('never collected', () => {
  it('no table has a column for it', () => {
    expect(
      tables
        .flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`))
        .filter((name) => neverCollected(name.split('.')[1] as string)),
    ).toEqual([]);
    expect(neverCollected('ethnic_group')).not.toBeNull();
  });
});
