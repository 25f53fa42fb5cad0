import type { MatterView } from '../../../../domain/matters/contract.ts';
import { type CollectedMaterial, contentOf } from '../../../../domain/matters/proxy-service/content.ts';
import { WAYS } from '../../../../domain/matters/proxy-service/story.zh.ts';
import { FieldError } from '../../../kit/field.tsx';
import { say } from './messages.ts';
import { stateOf } from './offers.ts';

type Missing = { name: string; why: string };
type Given = { view: MatterView; value: unknown; error?: string; onChange: (value: unknown) => void };

/** What the catalogue asks for; nothing else may be demanded. */
const askedFor = (view: MatterView): string[] => {
  const state = stateOf(view);
  return state ? contentOf(state).item.materials : [];
};

/** What was said to be missing, or all the item asks for. */
const missingOf = (view: MatterView): string[] => {
  const state = stateOf(view);
  return (state && contentOf(state).missing?.map(({ name }) => name)) || askedFor(view);
};

function Wrong({ error }: { error?: string }) {
  return error ? <FieldError>{error}</FieldError> : null;
}

/** The item's papers to tick, each with why it does not do. */
export function MissingMaterials({ view, value, error, onChange }: Given) {
  const missing = (value as Missing[] | undefined) ?? [];
  return (
    <fieldset className="choices">
      <legend className="field-label">{say('missing')}</legend>
      <div className="choices-rows">
        {askedFor(view).map((name) => {
          const one = missing.find((other) => other.name === name);
          return (
            <div key={name} className="material">
              <label className="choice">
                <input
                  type="checkbox"
                  checked={one !== undefined}
                  onChange={() => onChange(one ? missing.filter((other) => other !== one) : [...missing, { name, why: '' }])}
                />
                <span>{name}</span>
              </label>
              {one && (
                <input
                  className="control"
                  aria-label={say('missingWhy', { name })}
                  placeholder={say('missingWhy', { name })}
                  value={one.why}
                  maxLength={200}
                  onChange={(event) => onChange(missing.map((other) => (other === one ? { name, why: event.target.value } : other)))}
                />
              )}
            </div>
          );
        })}
      </div>
      <Wrong error={error} />
    </fieldset>
  );
}

/** The papers that were missing, to tick as they come in: how they were seen, and whether the original stays here. */
export function SuppliedMaterials({ view, value, error, onChange }: Given) {
  const given = (value as CollectedMaterial[] | undefined) ?? [];
  return (
    <fieldset className="choices">
      <legend className="field-label">{say('supplied')}</legend>
      <div className="choices-rows">
        {missingOf(view).map((name) => {
          const one = given.find((other) => other.name === name);
          const change = (part: Partial<CollectedMaterial>) =>
            onChange(given.map((other) => (other === one ? { ...other, ...part } : other)));
          return (
            <div key={name} className="material">
              <label className="choice">
                <input
                  type="checkbox"
                  checked={one !== undefined}
                  onChange={() =>
                    onChange(one ? given.filter((other) => other !== one) : [...given, { name, how: 'seen', original: false }])
                  }
                />
                <span>{name}</span>
              </label>
              {one && (
                <div className="row">
                  <select
                    className="control control-short"
                    aria-label={say('suppliedHow', { name })}
                    value={one.how}
                    onChange={(event) => change({ how: event.target.value as CollectedMaterial['how'] })}
                  >
                    {(['seen', 'photo'] as const).map((how) => (
                      <option key={how} value={how}>
                        {WAYS[how]}
                      </option>
                    ))}
                  </select>
                  <label className="check">
                    <input type="checkbox" checked={one.original} onChange={(event) => change({ original: event.target.checked })} />{' '}
                    {say('original')}
                  </label>
                </div>
              )}
            </div>
          );
        })}
      </div>
      <Wrong error={error} />
    </fieldset>
  );
}
