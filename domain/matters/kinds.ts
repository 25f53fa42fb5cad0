import type { Level } from '../bodies/body.ts';
import { appeal } from './appeal/appeal.ts';
import { dataRequest } from './data-request/data-request.ts';
import type { MatterDefinition } from './define-matter.ts';
import { homeVerification } from './home-verification/home-verification.ts';
import { proxyService } from './proxy-service/proxy-service.ts';
import type { Status } from './state.ts';
import { dueTitleOf, statusTitleOf } from './words.zh.ts';

/** Every kind of matter; a new kind is a folder beside this file and a line here. */
export const MATTER_KINDS: readonly MatterDefinition[] = [appeal, proxyService, homeVerification, dataRequest];

/** The definition a matter began under. Throws when it is gone: versions are kept. */
export function definitionOf(kind: string, version: number): MatterDefinition {
  const found = MATTER_KINDS.find((definition) => definition.kind === kind && definition.version === version);
  if (!found) throw new Error(`no definition of ${kind} version ${version}`);
  return found;
}

/** What a kind is called; the code itself when no kind knows it. */
export const kindTitleOf = (kind: string): string => MATTER_KINDS.findLast((definition) => definition.kind === kind)?.title ?? kind;

/** What a kind calls a status today, for lists that know no version. */
export const statusTitleIn = (kind: string, status: Status): string =>
  statusTitleOf(MATTER_KINDS.findLast((definition) => definition.kind === kind) ?? {}, status);

/** What a kind calls the end of a clock today, for lists that know no version. */
export const dueTitleIn = (kind: string, clock: 'sign' | 'answer', holder: Level): string =>
  dueTitleOf(MATTER_KINDS.findLast((definition) => definition.kind === kind) ?? {}, clock, holder);

/** Whose duty a matter is, where its kind knows. */
export function dutyOfMatter({ kind, version, category }: { kind: string; version: number; category: string }) {
  const { subjects } = definitionOf(kind, version);
  return (subjects.codes.includes(category) && subjects.dutyOf?.(category)) || null;
}

/** The name of what a matter is about, whatever its kind; the code itself when no kind knows it. */
export const categoryNameOf = (code: string): string =>
  MATTER_KINDS.find(({ subjects }) => subjects.codes.includes(code))?.subjects.nameOf(code) ?? code;
