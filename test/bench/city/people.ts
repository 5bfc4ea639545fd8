import { setTimeout as delay } from 'node:timers/promises';
import { type Spread, spreadOf } from './figures.ts';
import { get, type Observation } from './observe.ts';
import { type Sample, sumOf } from './prometheus.ts';

/** People who look at pages at the same time, each at another one after a few seconds. */
export interface PeopleResult {
  readonly people: number;
  readonly seconds: number;
  readonly answered: number;
  /** Turned away, or not answered at all. */
  readonly refused: number;
  /** Milliseconds by route. */
  readonly pages: Readonly<Record<string, Spread>>;
  /** Over all routes. */
  readonly all: Spread | undefined;
  /** How long the thread of the collector was held by what pages asked it; absent from results of before that was counted. */
  readonly held?: HeldByPages | undefined;
}

export interface HeldByPages {
  readonly questions: number;
  /** All but one of a hundred, and all of them, took no longer; as buckets tell it. */
  readonly p99Seconds: number;
  readonly maxSeconds: number;
}

const PEOPLE = 50;
const SECONDS = 60;
/** A page is read for so long, more or less. */
const READING_MS = [2_000, 6_000] as const;

export async function lookAtPages(
  routes: Readonly<Record<string, string>>,
  { scrapes }: Pick<Observation, 'scrapes'>,
): Promise<PeopleResult> {
  const before = scrapes.at(-1);
  const pages = Object.entries(routes);
  const took: { readonly route: string; readonly ms: number; readonly status: number }[] = [];
  const endMs = performance.now() + SECONDS * 1_000;
  const [least, most] = READING_MS;
  const look = async (person: number) => {
    await delay((person / PEOPLE) * most);
    for (let turn = person; performance.now() < endMs; turn++) {
      const [route, path] = pages[turn % pages.length] ?? ['/', '/'];
      const startedMs = performance.now();
      const { status } = await get(path);
      took.push({ route, ms: performance.now() - startedMs, status });
      await delay(least + ((turn * 7_919) % (most - least)));
    }
  };
  await Promise.all(Array.from({ length: PEOPLE }, (_, person) => look(person)));
  const answered = took.filter(({ status }) => status === 200);
  return {
    ...{ people: PEOPLE, seconds: SECONDS, answered: answered.length },
    refused: took.length - answered.length,
    pages: Object.fromEntries(
      Map.groupBy(answered, ({ route }) => route)
        .entries()
        .flatMap(([route, all]) => {
          const spread = spreadOf(all.map(({ ms }) => ms));
          return spread ? [[route, spread]] : [];
        }),
    ),
    all: spreadOf(answered.map(({ ms }) => ms)),
    held: heldBetween(before?.samples ?? [], scrapes.at(-1)?.samples ?? []),
  };
}

const QUESTIONS = 'camwatch_page_question_seconds';

function heldBetween(before: readonly Sample[], after: readonly Sample[]): HeldByPages | undefined {
  const since = (name: string, labels = {}) => sumOf(after, name, labels) - sumOf(before, name, labels);
  const questions = since(`${QUESTIONS}_count`);
  const bounds = new Set(
    after.filter(({ name }) => name === `${QUESTIONS}_bucket`).map(({ labels }) => labels.le ?? ''),
  );
  const within = (share: number) => {
    const bound = [...bounds].find((le) => since(`${QUESTIONS}_bucket`, { le }) >= share * questions);
    return bound === '+Inf' ? Number.POSITIVE_INFINITY : Number(bound);
  };
  return questions > 0 ? { questions, p99Seconds: within(0.99), maxSeconds: within(1) } : undefined;
}
