import { Link } from '@backstage/ui';
import { ReactNode } from 'react';
import { Block, Inline } from './types';
import styles from './definitions.module.css';

function inlines(parts: readonly Inline[]): ReactNode {
  return parts.map((part, index) => {
    if (typeof part === 'string') return part;
    if ('strong' in part) {
      return <strong key={index}>{inlines(part.strong)}</strong>;
    }
    if ('code' in part) return <code key={index}>{part.code}</code>;
    const external = /^https?:/.test(part.href);
    return (
      <Link
        key={index}
        href={part.href}
        target={external ? '_blank' : undefined}
        variant="body-medium"
      >
        {inlines(part.text)}
      </Link>
    );
  });
}

/** The page's own title takes the first two levels, so headings move one down. */
function Heading(props: { level: number; anchor: string; text: string }) {
  const Tag = props.level === 2 ? 'h3' : 'h4';
  return (
    <Tag id={props.anchor} className={styles.heading}>
      <a href={`#${props.anchor}`} className={styles.anchor}>
        {props.text}
      </a>
    </Tag>
  );
}

function BlockTable(props: Extract<Block, { rows: unknown }>) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {props.header.map((cell, index) => (
            <th key={index} scope="col">
              {inlines(cell)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map(([name, ...cells], index) => (
          <tr key={index}>
            <th scope="row">{inlines(name)}</th>
            {cells.map((cell, column) => (
              <td key={column}>{inlines(cell)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Draws blocks of text; the title is left to the page. */
export function Blocks(props: { blocks: readonly Block[] }) {
  return (
    <>
      {props.blocks.map((block, index) => {
        if ('heading' in block) {
          return block.level === 1 ? null : (
            <Heading
              key={block.anchor}
              level={block.level}
              anchor={block.anchor}
              text={block.heading}
            />
          );
        }
        if ('paragraph' in block) {
          return <p key={index}>{inlines(block.paragraph)}</p>;
        }
        if ('list' in block) {
          return (
            <ul key={index}>
              {block.list.map((item, line) => (
                <li key={line}>{inlines(item)}</li>
              ))}
            </ul>
          );
        }
        return <BlockTable key={index} {...block} />;
      })}
    </>
  );
}
