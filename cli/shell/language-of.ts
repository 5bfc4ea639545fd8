import { LANGUAGES, type Language } from '../../core/language/language.ts';

/** The language that a terminal is set to, as far as we speak it. */
export function languageOf({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language {
  return (LC_ALL || LC_MESSAGES || LANG || '').startsWith('vi') ? 'vi' : 'en';
}

/** The language that a command line asks for by `--lang`, for what is told when the command itself has given up. */
export function languageAsked(argv: readonly string[]): Language | undefined {
  const place = argv.findLastIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const word = argv[place] ?? '';
  const asked = word === '--lang' ? argv[place + 1] : word.slice('--lang='.length);
  return LANGUAGES.find((language) => language === asked);
}
