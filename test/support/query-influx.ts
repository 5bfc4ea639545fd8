/** Rows of an InfluxQL query, each by its column names; tags of a GROUP BY included. */
export async function queryRows(
  url: string,
  query: string,
  { database = 'camwatch', authorization }: { database?: string; authorization?: string } = {},
): Promise<readonly Record<string, string | number | null>[]> {
  const response = await fetch(`${url}/query?${new URLSearchParams({ db: database, epoch: 'ms' })}`, {
    method: 'POST',
    body: new URLSearchParams({ q: query }),
    ...(authorization !== undefined && { headers: { authorization } }),
  });
  const answer = (await response.json()) as {
    error?: string;
    results?: {
      error?: string;
      series?: { tags?: object; columns: string[]; values?: (string | number | null)[][] }[];
    }[];
  };
  const [result] = answer.results ?? [];
  const error = answer.error ?? result?.error;
  if (error !== undefined) throw new Error(`${query}: ${error}`);
  return (result?.series ?? []).flatMap(({ tags, columns, values = [] }) =>
    values.map((row) => ({
      ...tags,
      ...Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null])),
    })),
  );
}

/** How many points a measurement of a policy has, by one field of it. */
export async function countPoints(
  url: string,
  measurement: string,
  field: string,
  policy = 'raw',
): Promise<number> {
  const [row] = await queryRows(url, `SELECT count("${field}") FROM "${policy}"."${measurement}"`);
  return Number(row?.count ?? 0);
}
