import { classes } from './classes';
import { Select } from './Field';
import { SearchField } from './SearchField';

interface FilterRowProps<T extends string> {
  searchLabel: string;
  text: string;
  onText: (text: string) => void;
  showLabel: string;
  show: T;
  shows: readonly { value: T; label: string }[];
  onShow: (show: T) => void;
  className?: string;
}

/** Narrows a list: words to look for, and which kinds to show. */
export function FilterRow<T extends string>(props: FilterRowProps<T>) {
  return (
    <div className={classes('flex flex-wrap gap-2', props.className)}>
      <SearchField label={props.searchLabel} text={props.text} onText={props.onText} className="min-w-44 flex-1" />
      <Select label={props.showLabel} isLabelHidden value={props.show} options={props.shows} onChange={props.onShow} />
    </div>
  );
}
