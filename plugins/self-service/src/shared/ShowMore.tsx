import { Button } from '@backstage/ui';
import { ListPage } from '@slipway/plugin-self-service-common';

/** As many as one page of the API holds. */
export const mostOfPage = 200;

/** Below the first few of a list: how many more there are, and the way to them. */
export function ShowMore(props: {
  list: ListPage<unknown> | undefined;
  onPress: () => void;
}) {
  const { list, onPress } = props;
  const rest = list ? list.total - list.items.length : 0;
  if (!list || rest <= 0 || list.items.length >= mostOfPage) return null;
  return (
    <div>
      <Button variant="tertiary" size="small" onPress={onPress}>
        Show {String(rest)} more
      </Button>
    </div>
  );
}
