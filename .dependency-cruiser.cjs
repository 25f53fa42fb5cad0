const source = '^(domain|server|web|cli|scripts|e2e|bench|kill-harness)/';
const tests = '\\.(test|journey)\\.tsx?$';
/** What a release leaves out, beside tests, and the scripts it has: as .gitattributes says. */
const leftOut = ['(^|/)testing/', '^server/demo/', '^(e2e|bench|kill-harness)/'];
const releasedScripts = ['^scripts/(build-web|install|installable|node-version|web)\\.(ts|mjs)$'];

/** The borders of the house. Each rule's comment is what a newcomer reads when the build stops at it. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domain-is-pure',
      comment: 'domain/ says what the policy says: it imports zod and domain, no I/O, no framework.',
      severity: 'error',
      from: { path: '^domain/', pathNot: tests },
      to: { pathNot: ['^domain/', '(^|/)node_modules/zod/'] },
    },
    {
      name: 'modules-meet-through-index',
      comment: 'What a module offers others stands in its index.ts.',
      severity: 'error',
      from: { path: '^server/modules/([^/]+)/' },
      to: { path: '^server/modules/', pathNot: ['^server/modules/$1/', '^server/modules/[^/]+/index\\.ts$'] },
    },
    {
      name: 'modules-are-entered-through-index',
      comment: 'The rest of the server and the command line see a module through its index.ts too.',
      severity: 'error',
      from: { path: '^(server|cli|scripts|kill-harness)/', pathNot: ['^server/modules/', tests] },
      to: { path: '^server/modules/', pathNot: '^server/modules/[^/]+/index\\.ts$' },
    },
    {
      name: 'platform-knows-no-module',
      comment: 'The platform carries every module and names none.',
      severity: 'error',
      from: { path: '^server/platform/', pathNot: tests },
      to: { path: '^server/modules/' },
    },
    {
      name: 'only-stores-hold-sql',
      comment: 'SQL lives in store.ts, the platform, migrations, demo and testing; everything else asks them.',
      severity: 'error',
      from: {
        path: source,
        pathNot: [
          '(^|/)[\\w-]*store\\.ts$',
          '^server/(platform|migrations|demo|testing)/',
          '^(bench|e2e|kill-harness)/',
          tests,
          '\\.gen\\.ts$',
        ],
      },
      to: { path: '(^|/)node_modules/(@types/)?(pg|kysely)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'web-never-imports-server',
      comment: 'A screen knows the domain and the generated client.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(server|cli|scripts)/' },
    },
    {
      name: 'server-never-imports-web',
      comment: 'The server serves built files and knows nothing of screens.',
      severity: 'error',
      from: { path: '^(server|domain|cli)/' },
      to: { path: '^(web|e2e|bench|kill-harness)/' },
    },
    {
      name: 'faces-do-not-meet',
      comment: 'What two faces share belongs to web/kit.',
      severity: 'error',
      from: { path: '^web/(portal|office|field)/' },
      to: { path: '^web/(portal|office|field)/', pathNot: '^web/$1/' },
    },
    {
      name: 'kit-knows-no-face',
      comment: 'The kit serves every face and names none.',
      severity: 'error',
      from: { path: '^web/kit/' },
      to: { path: '^web/(portal|office|field)/' },
    },
    {
      name: 'no-unlisted-package',
      comment: 'Every imported package stands in package.json, with its reason in docs/dependencies.md.',
      severity: 'error',
      from: { path: source },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'nothing-unresolved',
      comment: 'The imported file or package does not exist.',
      severity: 'error',
      from: { path: source },
      to: { couldNotResolve: true },
    },
    {
      name: 'release-needs-nothing-left-out',
      comment:
        'A release leaves out demo, tests and what measures (.gitattributes): what runs imports them at most when it finds them there.',
      severity: 'error',
      from: { path: ['^(domain|server|web|cli)/', ...releasedScripts], pathNot: [tests, ...leftOut] },
      to: { path: [tests, ...leftOut], dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-development-package-in-production',
      comment: 'npm start installs without development dependencies.',
      severity: 'error',
      from: { path: '^(domain|server|web|cli)/', pathNot: [tests, '^server/testing/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '(^|/)node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|docs)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    detectJSDocImports: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'browser', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
    skipAnalysisNotInRules: true,
    cache: false,
  },
};
