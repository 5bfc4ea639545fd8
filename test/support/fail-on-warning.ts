const failOnWarning = Symbol.for('camwatch.fail-on-warning');

// A Node warning (leaking listeners, a deprecation) fails the run instead of scrolling past. A worker runs this file before each file of tests.
if (!process.listeners('warning').some((listener) => failOnWarning in listener)) {
  process.on(
    'warning',
    Object.assign(
      (warning: Error) => {
        if (warning.name !== 'ExperimentalWarning') throw warning;
      },
      { [failOnWarning]: true },
    ),
  );
}
