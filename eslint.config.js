import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

const noElectron = {
  group: ['electron', 'electron/*'],
  message: 'This folder also runs under plain Node, where there is no Electron.',
}

export default defineConfig(
  globalIgnores(['out/', 'resources/', 'test/output/', 'node_modules/']),
  {
    files: ['**/*.{ts,vue}'],
    extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['common', 'main/worker', 'main', 'preload', 'renderer', 'test'].map(
          (folder) => `./${folder}/tsconfig.json`,
        ),
        extraFileExtensions: ['.vue'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['**/*.vue'],
    extends: [vue.configs['flat/recommended']],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      // Texts are in common/locales, in every language; names and symbols are the same in all.
      'vue/no-bare-strings-in-template': [
        'error',
        {
          allowlist: [
            'Landmark Studio',
            'CSV',
            'SHA-256',
            'Redis',
            'Beta',
            'MB',
            'ID',
            '·',
            '–',
            '×',
            ':',
            '/',
            '0',
            '0.5',
            '1',
          ].concat([
            'distance(left_wrist, right_wrist)',
            'JPEG, PNG, WebP, AVIF, GIF',
            'MP4, MOV, MKV, WebM',
          ]),
          attributes: {
            '/.+/': ['title', 'aria-label', 'placeholder', 'alt', 'label', 'help', 'unit'],
          },
        },
      ],
    },
  },

  {
    files: ['preload/**'],
    rules: {
      // Of an Error, only its message crosses into the page.
      '@typescript-eslint/only-throw-error': [
        'error',
        { allow: [{ from: 'file', name: 'WireError' }] },
      ],
    },
  },

  // The layout is the architecture: these are its doors. The TypeScript projects keep the rest, as
  // a folder can only import what its tsconfig.json refers to.
  {
    files: ['common/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            noElectron,
            { group: ['node:*'], message: 'common runs in the browser too.' },
            {
              group: ['../main/**', '../renderer/**', '../preload/**'],
              message: 'common is the ground floor: it imports no other room.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['main/worker/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            noElectron,
            { regex: '^\\.\\./(?!\\.\\./common/)', message: 'A worker imports only common.' },
          ],
        },
      ],
    },
  },
  {
    files: ['main/**'],
    ignores: ['main/index.ts', 'main/app/**', 'main/pool/utilityHost.ts', 'main/worker/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [noElectron] }],
    },
  },
  {
    files: ['main/**'],
    ignores: ['main/app/ipc.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportSpecifier[imported.name=/^ipcMain$/]',
          message:
            'Use `handle` and `send` from ./ipc: they are typed, validated and check the sender.',
        },
      ],
    },
  },
  {
    files: ['renderer/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            noElectron,
            { group: ['**/main/**'], message: 'The page knows main only through common/ipc.ts.' },
          ],
        },
      ],
    },
  },
  prettier,
)
