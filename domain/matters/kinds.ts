import { appeal } from './appeal/appeal.ts';
import type { MatterDefinition } from './define-matter.ts';

/** Every kind of matter; a new kind is a folder beside this file and a line here. */
export const MATTER_KINDS: readonly MatterDefinition[] = [appeal];

/** The definition a matter began under. Throws when it is gone: versions are kept. */
export function definitionOf(kind: string, version: number): MatterDefinition {
  const found = MATTER_KINDS.find((definition) => definition.kind === kind && definition.version === version);
  if (!found) throw new Error(`no definition of ${kind} version ${version}`);
  return found;
}

/** The name of what a matter is about, whatever its kind; the code itself when no kind knows it. */
export const categoryNameOf = (code: string): string =>
  MATTER_KINDS.find(({ subjects }) => subjects.codes.includes(code))?.subjects.nameOf(code) ?? code;
