import { ana, priya } from '../__testUtils__/engine';
import { portalOfFile } from '../__testUtils__/portalOfFile';

const { make, matches, portal } = portalOfFile();

describe('lists', () => {
  it('go on where the page before ended, whatever comes in between', async () => {
    for (const name of ['page-c', 'page-a', 'page-b']) {
      await make(name);
    }
    const path = '/resources?search=page-&sort=name&limit=2';
    const first = await portal.get(ana, path);
    expect(matches('GET /resources', first)).toBeNull();
    await make('page-0');
    const second = await portal.get(ana, `${path}&cursor=${first.body.next}`);
    const names = [...first.body.items, ...second.body.items].map(
      ({ name }: { name: string }) => name,
    );
    expect(names).toEqual(['page-a', 'page-b', 'page-c']);
    expect(second.body).toMatchObject({ next: null, total: 4 });
    const other = await portal.get(
      ana,
      `/resources?sort=-name&cursor=${first.body.next}`,
    );
    expect(other.status).toBe(400);
  });

  it('filter by what is asked, and take % as a letter', async () => {
    await make('filtered');
    const total = async (who: string, query: string) =>
      (await portal.get(who, `/resources?search=filtered&${query}`)).body.total;
    expect(await total(ana, 'mine=true')).toBe(1);
    expect(await total(priya, 'mine=true')).toBe(0);
    expect(await total(ana, 'team=group:default/checkout&state=ready')).toBe(1);
    expect(await total(ana, 'state=suspended&state=failed')).toBe(0);
    expect(await total(ana, 'state=suspended,ready')).toBe(1);
    expect(await total(ana, 'expiring=true')).toBe(0);
    expect((await portal.get(ana, '/resources?search=%25')).body.total).toBe(0);
    const requests = await portal.get(
      ana,
      `/requests?requestedBy=${ana}&search=filtered&kind=bucket`,
    );
    expect(matches('GET /requests', requests)).toBeNull();
    expect(requests.body.total).toBe(1);
  });
});
