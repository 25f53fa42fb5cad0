import { isIdentityCard } from '../../../domain/matters/proxy-service/papers.ts';
import { Icon } from '../../kit/icons.tsx';
import { PhotoPicker } from '../../kit/photo-picker.tsx';
import { Switch } from '../../kit/switch.tsx';
import { t } from './messages.ts';
import { NO_PAPER, type Paper, wayOf } from './paper.ts';

/** A tick can be taken back: the wrong paper is easily touched. */
function Tick({ label, hint, ticked, onTick }: { label: string; hint?: string; ticked: boolean; onTick: (on: boolean) => void }) {
  return (
    <label className="choice">
      <input type="checkbox" checked={ticked} onChange={(event) => onTick((event.target as HTMLInputElement).checked)} />
      <span className="choice-words">
        <span>{label}</span>
        {hint && <span className="choice-hint">{hint}</span>}
      </span>
    </label>
  );
}

/** One paper: photographed, or ticked as seen or held already, the original taken or not. `heldFrom`: the number of the application that gave it to us. */
export function PaperField({
  name,
  paper = NO_PAPER,
  heldFrom,
  onChange,
}: {
  name: string;
  paper: Paper | undefined;
  heldFrom: string | undefined;
  onChange: (paper: Paper) => void;
}) {
  const way = wayOf(paper);
  return (
    <section className="card paper" aria-label={name}>
      <h2 className="paper-name">
        {way && <Icon name="check" />}
        {name}
      </h2>
      <div className="paper-ways">
        {isIdentityCard(name) ? (
          <p className="quiet">{t('noCard')}</p>
        ) : (
          <PhotoPicker photos={paper.photos} most={4} onChange={(photos) => onChange({ ...paper, photos })} />
        )}
        {way !== 'photo' && (
          <div className="paper-ticks">
            <Tick
              label={t('seen')}
              ticked={paper.ticked === 'seen'}
              onTick={(on) => onChange({ ...paper, ticked: on ? 'seen' : undefined })}
            />
            {heldFrom && (
              <Tick
                label={t('held')}
                hint={t('heldFrom', { number: heldFrom })}
                ticked={paper.ticked === 'held'}
                onTick={(on) => onChange({ ...paper, ticked: on ? 'held' : undefined })}
              />
            )}
          </div>
        )}
      </div>
      {way && way !== 'held' && (
        <Switch label={t('original')} checked={paper.original} onChange={(original) => onChange({ ...paper, original })} />
      )}
    </section>
  );
}
