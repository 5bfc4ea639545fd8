import { describe, expect, test } from 'vitest';
import {
  besidePath,
  databaseFlaw,
  isDatabasePlace,
  readDatabasePlace,
  shownPlace,
  withRest,
  withShownPlaces,
} from '#core/domain/record-place.ts';

const FORM = 'expected postgresql://user@host:port/database';

describe('the place of a record', () => {
  test('is a path, beside which papers and marks lie', () => {
    const place = '/var/lib/camwatch/ledger.sqlite';

    expect(isDatabasePlace(place)).toBe(false);
    expect(besidePath(place)).toBe(place);
    expect(shownPlace(place)).toBe(place);
  });

  test('is a database, with a path for what lies beside, and never shows where its password is kept', () => {
    const place = withRest('postgresql://camwatch@db.example.org/city?sslrootcert=ca.pem', {
      ...{ dir: '/etc/camwatch', beside: '/var/lib/Sổ ghi 100 %/ledger.sqlite' },
      password: 'file:/etc/camwatch/password',
    });

    expect(besidePath(place)).toBe('/var/lib/Sổ ghi 100 %/ledger.sqlite');
    expect(shownPlace(place)).toBe('postgresql://camwatch@db.example.org/city');
    expect(readDatabasePlace(place)).toEqual({
      ...{ user: 'camwatch', host: 'db.example.org', port: 5432, database: 'city', sslMode: 'verify-full' },
      sslFiles: { sslrootcert: '/etc/camwatch/ca.pem', sslcert: undefined, sslkey: undefined },
      password: 'file:/etc/camwatch/password',
    });
  });

  test.each([
    ['postgresql://camwatch@127.0.0.1:6543/city', '127.0.0.1', 6543, 'disable'],
    ['postgres://camwatch@[::1]/city', '::1', 5432, 'disable'],
    ['postgresql://camwatch@%2Fvar%2Frun%2Fpostgresql/city', '/var/run/postgresql', 5432, 'disable'],
    ['postgresql://camwatch@10.0.0.5/city', '10.0.0.5', 5432, 'verify-full'],
    ['postgresql://camwatch@10.0.0.5/city?sslmode=disable', '10.0.0.5', 5432, 'disable'],
  ])('%s: encrypted by default where it goes through a network', (text, host, port, sslMode) => {
    expect(readDatabasePlace(text)).toMatchObject({
      user: 'camwatch',
      database: 'city',
      host,
      port,
      sslMode,
    });
  });

  test.each([
    ['postgresql://camwatch:hunter2@127.0.0.1/city', /without a password/],
    ['postgresql://camwatch@127.0.0.1/city?password=hunter2', /reference to the password/],
    ['postgresql://127.0.0.1/city', FORM],
    ['postgresql://camwatch@127.0.0.1', FORM],
    ['postgresql://camwatch@127.0.0.1/city/other', FORM],
    ['postgresql://camwatch@127.0.0.1:x/city', FORM],
    ['postgresql://camwatch@127.0.0.1/city?sslmode=prefer', /sslmode=disable, require/],
    ['postgresql://camwatch@127.0.0.1/city?options=-c', /no parameters but/],
    ['mysql://camwatch@127.0.0.1/city', FORM],
  ])('%s is refused, without its password', (text, expected) => {
    const flaw = databaseFlaw(text);

    expect(flaw).toMatch(expected);
    expect(flaw).not.toContain('hunter2');
  });

  test('of a database without a path nothing lies anywhere', () => {
    expect(() => besidePath('postgresql://camwatch@127.0.0.1/city')).toThrow(/with the path that papers/);
    expect(databaseFlaw('postgresql://camwatch@127.0.0.1/city')).toBeUndefined();
  });

  test('a password that stands in a place by mistake is not shown', () => {
    expect(shownPlace('postgresql://camwatch:hunter2@127.0.0.1/city')).toBe(
      'postgresql://camwatch@127.0.0.1/city',
    );
  });

  test('a text tells no more of places in it than where they are', () => {
    const text = 'postgresql://a:hunter2@h/city?password=env:X#/a/b: lost, not /c; see postgresql://a@h/b#/d';

    expect(withShownPlaces(text)).toBe('postgresql://a@h/city: lost, not /c; see postgresql://a@h/b');
  });
});
