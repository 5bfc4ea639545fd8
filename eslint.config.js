// Biome formats and lints; ESLint runs only the rules that need types.
import tseslint from 'typescript-eslint';

export default tseslint.config({
  files: ['**/*.ts'],
  // A workspace of its own, with its own packages and its own tsconfig.
  ignores: ['dashboards/preview/**'],
  extends: [tseslint.configs.base],
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  rules: {
    '@typescript-eslint/no-floating-promises': 'error',
    '@typescript-eslint/no-misused-promises': 'error',
    '@typescript-eslint/await-thenable': 'error',
    '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
    '@typescript-eslint/switch-exhaustiveness-check': 'error',
    '@typescript-eslint/only-throw-error': 'error',
    '@typescript-eslint/no-unnecessary-type-assertion': 'error',
  },
});
