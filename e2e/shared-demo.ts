import type { TestProject } from 'vitest/node';
import { whyNoBrowser } from '../scripts/chromium.ts';
import testDatabaseServer from '../scripts/test-database.ts';
import { freshWeb } from '../scripts/web.mjs';
import { demoServer } from './demo-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    demoUrl: string;
  }
}

/** One demo county for all journeys that need no clock of their own; each acts on matters it files itself. */
export default async function sharedDemo(project: TestProject): Promise<() => Promise<void>> {
  const reason = whyNoBrowser();
  if (reason) throw new Error(`The journeys need a browser: ${reason}`);
  freshWeb(console.log);
  const stopDatabase = await testDatabaseServer();
  const server = await demoServer();
  project.provide('demoUrl', server.url);
  return async () => {
    await server.stop();
    await stopDatabase?.();
  };
}
