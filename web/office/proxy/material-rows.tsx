import { useRef } from 'react';
import type { CollectedMaterial } from '../../../domain/matters/proxy-service/content.ts';
import { isIdentityCard } from '../../../domain/matters/proxy-service/papers.ts';
import { classNames } from '../../kit/class-names.ts';
import { FileUpload } from '../shell/file-upload.tsx';
import { say } from './messages.ts';

const WAYS = [
  ['photo', () => say('howPhoto')],
  ['seen', () => say('howSeen')],
  ['held', () => say('howHeld')],
] as const;
const MOST_PHOTOS = 6;

function Row({
  name,
  one,
  onChange,
  onFiles,
  onBusy,
}: {
  name: string;
  one: CollectedMaterial | undefined;
  onChange: (one: CollectedMaterial | null) => void;
  onFiles: (files: string[]) => void;
  onBusy: (busy: boolean) => void;
}) {
  return (
    <li className="material">
      <fieldset className="material-head">
        <legend className="material-name">{name}</legend>
        <span className="segmented">
          <label className={classNames('segment', !one && 'segment-on')}>
            <input type="radio" className="visually-hidden" name={`how-${name}`} checked={!one} onChange={() => onChange(null)} />
            {say('howNone')}
          </label>
          {WAYS.filter(([how]) => how !== 'photo' || !isIdentityCard(name)).map(([how, title]) => (
            <label key={how} className={classNames('segment', one?.how === how && 'segment-on')}>
              <input
                type="radio"
                className="visually-hidden"
                name={`how-${name}`}
                checked={one?.how === how}
                onChange={() =>
                  onChange({
                    name,
                    how,
                    original: how !== 'held' && (one?.original ?? false),
                    files: how === 'photo' ? one?.files : undefined,
                  })
                }
              />
              {title()}
            </label>
          ))}
        </span>
        {one && one.how !== 'held' && (
          <label className="check">
            <input type="checkbox" checked={one.original} onChange={(event) => onChange({ ...one, original: event.target.checked })} />{' '}
            {say('original')}
          </label>
        )}
      </fieldset>
      {one?.how === 'photo' && (
        <FileUpload
          label={say('photosOf', { name })}
          most={MOST_PHOTOS}
          accept="image/*"
          value={one.files ?? []}
          onChange={onFiles}
          onBusy={onBusy}
        />
      )}
    </li>
  );
}

/** The papers an item asks for, each with how it came: photographed, seen, already held, or not brought. */
export function MaterialRows({
  asked,
  value,
  onChange,
  onBusy,
}: {
  asked: readonly string[];
  value: readonly CollectedMaterial[];
  onChange: (value: CollectedMaterial[]) => void;
  onBusy: (busy: boolean) => void;
}) {
  // A picture arrives when it is uploaded; what was ticked meanwhile must stand.
  const latest = useRef(value);
  latest.current = value;
  const change = (name: string, one: (before: CollectedMaterial | undefined) => CollectedMaterial | null) =>
    onChange(
      asked.flatMap((asking) => {
        const before = latest.current.find((other) => other.name === asking);
        return (asking === name ? one(before) : before) ?? [];
      }),
    );
  return (
    <ul className="materials">
      {asked.map((name) => (
        <Row
          key={name}
          name={name}
          one={value.find((other) => other.name === name)}
          onBusy={onBusy}
          onChange={(one) => change(name, () => one)}
          onFiles={(files) => change(name, (before) => (before ? { ...before, files } : null))}
        />
      ))}
    </ul>
  );
}

/** The first paper that was said to be photographed and has no picture. */
export const withoutPhoto = (materials: readonly CollectedMaterial[]): string | undefined =>
  materials.find(({ how, files }) => how === 'photo' && !files?.length)?.name;
