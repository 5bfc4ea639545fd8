// A Node warning (leaking listeners, a deprecation) fails the run instead of scrolling past.
process.on('warning', (warning) => {
  if (warning.name !== 'ExperimentalWarning') throw warning;
});
