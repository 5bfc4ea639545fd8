import packageJson from '../package.json' with { type: 'json' };

/** The version of the program, as it is written into metrics and documents. */
export const VERSION: string = packageJson.version;
