import type { BodyKind } from '../../../domain/bodies/body.ts';
import { useRead } from '../../kit/query.ts';
import { ReadState } from '../shell/read-state.tsx';
import { BodyForm } from './body-form.tsx';
import { say } from './messages.ts';

/** The usual name of a village's body; of other kinds nothing is guessed. */
function usualName(kind: BodyKind, place: { shortName: string; kind: string }): string {
  if (kind === 'service-station') return say('stationOf', { place: place.shortName });
  if (kind !== 'supervision-committee') return '';
  return say(place.kind.endsWith('居委会') ? 'residentsSupervisionOf' : 'villageSupervisionOf', { place: place.shortName });
}

/** A body that a place lacks, with its kind, place and usual name filled in. */
export function FoundForm({ kind, territory, onSaved }: { kind: BodyKind; territory: string; onSaved: (id: string) => void }) {
  const place = useRead('territory.place', { code: territory });
  return (
    <ReadState read={place} lines={6}>
      {(data) => <BodyForm start={{ kind, territory, name: usualName(kind, data) }} onSaved={onSaved} />}
    </ReadState>
  );
}
