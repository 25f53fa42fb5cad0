import { existsSync } from 'node:fs';

const LOADER = new URL('../server/demo/load.ts', import.meta.url);

/** The invented county, or null in a release: it leaves out what no real installation needs (.gitattributes). */
export async function demoCounty() {
  return existsSync(LOADER) ? import('../server/demo/load.ts') : null;
}

export const NO_DEMO_COUNTY = 'This release has no demo county: it is in the whole source, where npm start shows it.';
