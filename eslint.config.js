import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { layersRule } from './scripts/lint/layers.mjs';

export default defineConfig(
  globalIgnores(['out', 'dist', '.cache', 'node_modules', 'test-results']),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: 'tsconfig.json',
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**'],
    plugins: { evenkeel: { rules: { layers: layersRule } } },
    rules: { 'evenkeel/layers': 'error' },
  },
  {
    files: ['scripts/**', 'bin/**', '*.config.js'],
    rules: {
      // The type checker knows what is defined (these are checked with `checkJs`).
      'no-undef': 'off',
      // They run before anything is installed, so no validator is there to parse JSON with.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    files: ['src/renderer/**'],
    languageOptions: { parserOptions: { project: 'tsconfig.renderer.json' } },
    extends: [reactHooks.configs.flat.recommended],
  },
);
