import type { CollectedMaterial } from '../../../domain/matters/proxy-service/content.ts';
import { WAYS } from '../../../domain/matters/proxy-service/story.zh.ts';
import { say } from './messages.ts';

/** The papers of an application in one line, each with how it came. */
export const materialsText = (materials: readonly CollectedMaterial[]): string =>
  materials.map(({ name, how }) => say('materialWay', { name, way: WAYS[how] })).join('、');

export const originalsOf = (materials: readonly CollectedMaterial[]): string[] =>
  materials.flatMap(({ name, original }) => (original ? [name] : []));
