import { describe, expect, it } from 'vitest';
import { mermaidOf, pageOf, stepTableOf } from './diagram.ts';
import { MATTER_KINDS } from './kinds.ts';

describe.each(MATTER_KINDS.map((definition) => [definition.kind, definition] as const))('the diagram of %s', (_kind, definition) => {
  const lines = mermaidOf(definition).split('\n');
  const arrows = lines.filter((line) => line.includes('-->'));

  it('is a state diagram: a title for each status, arrows only between those', () => {
    expect(lines[0]).toBe('stateDiagram-v2');
    const titled = new Set(lines.flatMap((line) => line.match(/^ {2}([a-z_]+): /)?.[1] ?? []));
    for (const arrow of arrows) {
      const [, from, to] = arrow.match(/^ {2}(\[\*\]|[a-z_]+) --> (\[\*\]|[a-z_]+)(: [^:;#{}]+)?$/) ?? [];
      for (const end of [from, to]) expect(end === '[*]' || titled.has(end!), arrow).toBe(true);
    }
  });

  it('shows each step that leads somewhere, once for each status it starts from', () => {
    for (const step of Object.values(definition.steps)) {
      if (step.to === 'same') continue;
      for (const from of step.from) {
        const way = `${from.replaceAll('-', '_')} --> ${step.to.replaceAll('-', '_')}:`;
        expect(
          arrows.filter((arrow) => arrow.trim().startsWith(way) && arrow.includes(step.title.replaceAll('，', ' '))),
          way,
        ).toHaveLength(1);
      }
    }
  });

  it('comes with a row for each step', () => {
    expect(stepTableOf(definition).split('\n')).toHaveLength(Object.keys(definition.steps).length + 2);
    expect(pageOf(definition)).toContain('```mermaid\nstateDiagram-v2');
  });
});
