import { Button, SearchField, Select, ToggleButton } from '@backstage/ui';
import { RiFilter3Line } from '@remixicon/react';
import { tierMeanings, tiers } from '@slipway/plugin-service-metadata-common';
import { useEffect, useId, useState } from 'react';
import { CatalogFilters, isFiltered, noTier } from './filters';
import styles from './FilterBar.module.css';
import { FilterOption, FilterOptions } from './useFilterOptions';

const textDelayMs = 250;

const tierOptions = [
  ...tiers.map(tier => ({
    id: String(tier),
    label: `Tier ${tier}`,
    description: tierMeanings[tier],
  })),
  { id: noTier, label: 'No tier', description: 'Nobody has said yet' },
];

/** Kinds whose metadata has a tier. */
const kindsWithTier = ['component', 'api', 'resource', 'system'];

/**
 * A filter of several values; nothing chosen means all. Not drawn where no
 * entity has a value to choose.
 */
function MultiFilter(props: {
  label: string;
  /** Undefined until known. */
  options: { id: string; label: string; description?: string }[] | undefined;
  values: string[];
  onChange: (values: string[]) => void;
  search?: true;
}) {
  const { label, options, values, onChange, search } = props;
  if (options?.length === 0 && values.length === 0) {
    return null;
  }
  return (
    <Select
      label={label}
      placeholder="All"
      selectionMode="multiple"
      options={options ?? []}
      value={values}
      onChange={keys => onChange(keys.map(String))}
      search={search}
      isDisabled={!options}
      className={styles.field}
    />
  );
}

/** The text filter: what is typed reaches the address after a short pause. */
function TextFilter(props: { text: string; onChange: (text: string) => void }) {
  const { text, onChange } = props;
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed === text) {
      return undefined;
    }
    const timer = setTimeout(() => onChange(typed), textDelayMs);
    return () => clearTimeout(timer);
  }, [typed, text, onChange]);
  return (
    <SearchField
      label="Name or description"
      placeholder="Filter"
      size="small"
      value={typed}
      onChange={setTyped}
      className={styles.text}
    />
  );
}

/** Properties of {@link FilterBar}. */
export type FilterBarProps = {
  filters: CatalogFilters;
  /** Undefined until known. */
  options: FilterOptions | undefined;
  /** Absent where the page is about one kind. */
  kinds?: FilterOption[];
  /** The person's own references as an owner. */
  ownRefs: string[];
  onText: (text: string) => void;
  onChange: (filters: Partial<CatalogFilters>) => void;
  onClear: () => void;
};

function KindFilter(
  props: Pick<FilterBarProps, 'filters' | 'kinds' | 'onChange'>,
) {
  const { filters, kinds, onChange } = props;
  if (!kinds) {
    return null;
  }
  return (
    <Select
      label="Kind"
      options={kinds}
      value={filters.kind}
      onChange={kind =>
        kind &&
        // The values of one kind mean nothing to another; owners are the same.
        onChange({ kind: String(kind), types: [], tiers: [], lifecycles: [] })
      }
      className={styles.kind}
    />
  );
}

/** The filters whose values depend on the kind. */
function ValueFilters(
  props: Pick<FilterBarProps, 'filters' | 'options' | 'onChange'>,
) {
  const { filters, options, onChange } = props;
  return (
    <>
      <MultiFilter
        label="Type"
        options={options?.types}
        values={filters.types}
        onChange={types => onChange({ types })}
      />
      <MultiFilter
        label="Owner"
        options={options?.owners}
        values={filters.owners}
        onChange={owners => onChange({ owners })}
        search
      />
      <MultiFilter
        label="Tier"
        options={kindsWithTier.includes(filters.kind) ? tierOptions : []}
        values={filters.tiers}
        onChange={values => onChange({ tiers: values })}
      />
      <MultiFilter
        label="Lifecycle"
        options={options?.lifecycles}
        values={filters.lifecycles}
        onChange={lifecycles => onChange({ lifecycles })}
      />
    </>
  );
}

function FilterButtons(
  props: Pick<FilterBarProps, 'filters' | 'ownRefs' | 'onChange' | 'onClear'>,
) {
  const { filters, ownRefs, onChange, onClear } = props;
  const own =
    ownRefs.length > 0 &&
    ownRefs.length === filters.owners.length &&
    ownRefs.every(ref => filters.owners.includes(ref));
  return (
    <div className={styles.buttons}>
      <ToggleButton
        isSelected={own}
        isDisabled={ownRefs.length === 0}
        onChange={selected => onChange({ owners: selected ? ownRefs : [] })}
      >
        Owned by me
      </ToggleButton>
      {isFiltered(filters) && (
        <Button variant="tertiary" onPress={onClear}>
          Clear filters
        </Button>
      )}
    </div>
  );
}

/** Filters above the list; on a phone all but the text fold away. */
export function FilterBar(props: FilterBarProps) {
  const [open, setOpen] = useState(false);
  const fieldsId = useId();
  return (
    <div
      role="search"
      className={styles.bar}
      aria-label="Filters"
      data-open={open}
    >
      <TextFilter text={props.filters.text} onChange={props.onText} />
      <Button
        className={styles.toggle}
        variant="secondary"
        iconStart={<RiFilter3Line />}
        aria-expanded={open}
        aria-controls={fieldsId}
        onPress={() => setOpen(!open)}
      >
        {open ? 'Fewer filters' : 'More filters'}
      </Button>
      <div id={fieldsId} className={styles.fields}>
        <KindFilter {...props} />
        <ValueFilters {...props} />
        <FilterButtons {...props} />
      </div>
    </div>
  );
}
