/** Puts a value under its name into `meta`, whatever stood there. */
export const REMEMBER =
  'INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value';
