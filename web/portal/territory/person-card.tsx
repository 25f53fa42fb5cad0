import { classNames } from '../../kit/class-names.ts';
import { Icon } from '../../kit/icons.tsx';
import { t } from './messages.ts';

/** A person or office with what they do and a button that calls them. */
export function PersonCard({ name, under, phone, card }: { name: string; under?: string; phone?: string; card?: boolean }) {
  return (
    <div className={classNames('person-row', card && 'card')}>
      <span className="person-mark" aria-hidden="true">
        {name.slice(0, 1)}
      </span>
      <span className="person-words">
        <span>{name}</span>
        {under && <span className="row-under">{under}</span>}
      </span>
      {phone && (
        <a className="call-button" href={`tel:${phone}`} aria-label={t('callNamed', { name })}>
          <Icon name="phone" />
        </a>
      )}
    </div>
  );
}
