/** What a store's author must provide for the suite. */
export interface StoreUnderTest {
  readonly engine: 'sqlite' | 'postgresql';
  /** A place that holds nothing yet, and is gone when the test is. */
  readonly tempPlace: () => string;
  /** Runs SQL as an attacker with the store in hands would: triggers are no hindrance, and are as before afterwards. */
  readonly tamper: (place: string, sql: string) => void;
}
