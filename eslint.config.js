// Lint rules, and the import boundaries of the house (docs/architecture.md): each name of the outside
// world may be imported by its adapters only, and the arrows between the folders point one way.
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Which files may import each name of the outside world. Tests and scripts are free to. */
const adapters = {
  electron: [
    'main/index.ts',
    'main/composition.ts',
    'main/ipc/**',
    'main/platform/**',
    'main/security/**',
    'preload/index.ts',
  ],
  serialport: ['main/connector/serial-transport.ts'],
  keytar: ['main/auth/keytar-store.ts'],
  'openid-client': ['main/auth/oidc.ts'],
  'electron-store': ['main/settings/settings-store.ts'],
  'node:sqlite': [
    'main/database/sqlite-*.ts',
    'main/tickets/sqlite-*.ts',
    'main/catalogue/sqlite-*.ts',
    'main/templates/sqlite-*.ts',
  ],
  systeminformation: ['main/machine/system-facts.ts'],
  socks: ['main/api/connection.ts'],
};
const allAdapters = [...new Set(Object.values(adapters).flat())];

/** The composition root: composition.ts, and the init of each subject beside its services. */
const compositionRoot = ['main/composition.ts', 'main/index.ts', 'main/*/init.ts'];

/** The adapters themselves: only the composition root may construct them. */
const adapterModules = [
  '**/serial-transport.ts',
  '**/keytar-store.ts',
  '**/oidc.ts',
  '**/settings-store.ts',
  '**/sqlite-*.ts',
  '**/system-facts.ts',
  '**/system-port-facts.ts',
];

const forbid = (names, extraPatterns = []) => [
  'error',
  {
    paths: names.map((name) => ({
      name,
      message: `only ${adapters[name].join(', ')} may import ${name}: depend on the port instead`,
    })),
    patterns: [
      ...names.map((name) => ({
        group: [`${name}/*`],
        message: `only ${adapters[name].join(', ')} may import ${name}`,
      })),
      ...extraPatterns,
    ],
  },
];
const names = Object.keys(adapters);
/** The same for the other two ways of importing, which the rule above does not see. */
const forbidDynamic = (names) => [
  'error',
  ...['ImportExpression', "CallExpression[callee.name='require']"].map((call) => ({
    selector: `${call} > Literal[value=/^(${names.join('|').replaceAll('/', '\\/')})$/]`,
    message: 'only its adapters may import this: depend on the port instead',
  })),
];
const noAdapters = {
  group: adapterModules,
  message: 'only main/composition.ts and each init.ts construct adapters: take the port',
};
const noRenderer = { group: ['**/renderer/**'], message: 'main and preload know nothing of the renderer' };
const noTest = { group: ['**/test/**', '**/scripts/**'], message: 'the program knows nothing of its tests' };
const noMain = { group: ['**/main/**'], message: 'the renderer reaches main through the bridge only' };

export default defineConfig(
  { ignores: ['out/', 'node_modules/', 'main/api/customer-api.gen.ts'] },
  ...ts.configs.strictTypeChecked,
  ...ts.configs.stylisticTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.node },
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: ts.parser, svelteConfig },
    },
  },
  { files: ['renderer/**/*.ts'], languageOptions: { globals: globals.browser } },
  { files: ['**/*.js', '**/*.mjs', '**/*.cjs'], ...ts.configs.disableTypeChecked },
  // Boundaries. Later entries win, so the general rule comes first and each adapter's exception after it.
  {
    files: ['main/**/*.ts', 'preload/**/*.ts'],
    rules: {
      'no-restricted-imports': forbid(names, [noAdapters, noRenderer, noTest]),
      'no-restricted-syntax': forbidDynamic(names),
    },
  },
  {
    files: ['main/*/init.ts'],
    rules: { 'no-restricted-imports': forbid(names, [noRenderer, noTest]) },
  },
  ...allAdapters.map((file) => ({
    files: [file],
    rules: {
      'no-restricted-imports': forbid(
        names.filter((name) => !adapters[name].includes(file)),
        // The composition root constructs the adapters; the files of one adapter know each other.
        [...compositionRoot, ...adapters['node:sqlite']].includes(file)
          ? [noRenderer, noTest]
          : [noAdapters, noRenderer, noTest],
      ),
      'no-restricted-syntax': forbidDynamic(names.filter((name) => !adapters[name].includes(file))),
    },
  })),
  {
    files: ['renderer/**/*.ts', 'renderer/**/*.svelte'],
    rules: {
      'no-restricted-imports': forbid(names, [noMain, noTest]),
      'no-restricted-syntax': forbidDynamic(names),
      'svelte/no-at-html-tags': 'error',
    },
  },
  {
    files: ['scripts/**', 'test/**'],
    rules: { 'no-console': 'off', '@typescript-eslint/no-empty-function': 'off' },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
