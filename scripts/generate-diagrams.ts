import { pageOf } from '../domain/matters/diagram.ts';
import { MATTER_KINDS } from '../domain/matters/kinds.ts';

/** A page for each kind of matter: its state diagram and its steps. */
export const diagramGenerators = MATTER_KINDS.map((kind) => ({
  from: `domain/matters/${kind.kind}`,
  output: `docs/generated/${kind.kind}.md`,
  make: async () => pageOf(kind),
}));
