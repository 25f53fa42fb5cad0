import { useState } from 'react';
import { CATEGORIES, CATEGORY_GROUPS } from '../../../domain/matters/appeal/categories.ts';
import { proposeCategory } from '../../../domain/matters/appeal/propose-category.ts';
import { Button } from '../../kit/button.tsx';
import { Icon } from '../../kit/icons.tsx';
import { Sheet } from '../../kit/sheet.tsx';
import { t } from './messages.ts';

function Row({ name, chosen, further, onClick }: { name: string; chosen?: boolean; further?: boolean; onClick: () => void }) {
  return (
    <li>
      <button type="button" className="row" onClick={onClick} aria-pressed={further ? undefined : Boolean(chosen)}>
        <span className="row-words">{name}</span>
        {further && <Icon name="chevron-right" />}
        {chosen && <Icon name="check" />}
      </button>
    </li>
  );
}

/** Two levels of categories; what the words propose stands first. */
export function CategorySheet({
  open,
  words,
  value,
  onChoose,
  onClose,
}: {
  open: boolean;
  words: string;
  value: string;
  onChoose: (code: string) => void;
  onClose: () => void;
}) {
  const [group, setGroup] = useState<string>();
  const proposed = open ? proposeCategory(words, 3) : [];
  const choose = (code: string) => {
    setGroup(undefined);
    onChoose(code);
  };
  const close = () => {
    setGroup(undefined);
    onClose();
  };
  return (
    <Sheet open={open} title={t('categoryTitle')} onClose={close}>
      {group ? (
        <>
          <Button look="quiet" icon="back" onClick={() => setGroup(undefined)}>
            {t('categoryBack')}
          </Button>
          <ul className="rows card">
            {CATEGORIES.filter((category) => category.parent === group).map((category) => (
              <Row key={category.code} name={category.name} chosen={category.code === value} onClick={() => choose(category.code)} />
            ))}
          </ul>
        </>
      ) : (
        <>
          {proposed.length > 0 && (
            <ul className="rows card">
              {proposed.map((category) => (
                <Row key={category.code} name={category.name} chosen={category.code === value} onClick={() => choose(category.code)} />
              ))}
            </ul>
          )}
          <ul className="rows card">
            {CATEGORY_GROUPS.map((one) => (
              <Row key={one.code} name={one.name} further onClick={() => setGroup(one.code)} />
            ))}
          </ul>
        </>
      )}
    </Sheet>
  );
}
