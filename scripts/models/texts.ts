/** A short text in each of some languages, by the name that the model has for the language. */
export const TEXTS: Readonly<Record<string, string>> = {
  py: `import math

class Circle:
    """A circle about the origin."""

    def __init__(self, radius):
        self.radius = radius

    def area(self):
        return math.pi * self.radius ** 2

if __name__ == "__main__":
    for radius in range(1, 5):
        print(f"radius {radius}: area {Circle(radius).area():.2f}")
`,
  rs: `use std::collections::HashMap;

#[derive(Debug, Clone)]
struct Word {
    text: String,
    count: usize,
}

fn count_words(text: &str) -> Vec<Word> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in text.split_whitespace() {
        *counts.entry(word).or_insert(0) += 1;
    }
    counts.iter().map(|(k, v)| Word { text: k.to_string(), count: *v }).collect()
}

fn main() {
    let words = count_words("one two two three");
    println!("{:?}", words);
}
`,
  html: `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>A list of planets</title>
    <link rel="stylesheet" href="style.css">
  </head>
  <body>
    <h1>Planets</h1>
    <ul class="planets">
      <li><a href="/mercury">Mercury</a></li>
      <li><a href="/venus">Venus</a></li>
    </ul>
    <p>Two of <em>eight</em>.</p>
  </body>
</html>
`,
  sql: `CREATE TABLE readings (
  id INTEGER PRIMARY KEY,
  station VARCHAR(32) NOT NULL,
  taken TIMESTAMP NOT NULL,
  celsius DECIMAL(5, 2)
);

INSERT INTO readings (station, taken, celsius) VALUES ('north', '2024-01-01 12:00:00', -3.5);

SELECT station, AVG(celsius) AS mean
FROM readings
WHERE taken >= '2024-01-01'
GROUP BY station
HAVING COUNT(*) > 10
ORDER BY mean DESC;
`,
  c: `#include <stdio.h>
#include <stdlib.h>

typedef struct node {
    int value;
    struct node *next;
} node_t;

static node_t *push(node_t *head, int value) {
    node_t *node = malloc(sizeof(node_t));
    if (node == NULL) exit(EXIT_FAILURE);
    node->value = value;
    node->next = head;
    return node;
}

int main(void) {
    node_t *list = NULL;
    for (int i = 0; i < 10; i++) list = push(list, i * i);
    for (node_t *n = list; n != NULL; n = n->next) printf("%d\\n", n->value);
    return 0;
}
`,
  css: `:root {
  --ink: #1b1f24;
  --paper: #fafafa;
}

body {
  margin: 0 auto;
  max-width: 60ch;
  font-family: Georgia, serif;
  color: var(--ink);
  background: var(--paper);
}

.card > h2:hover {
  text-decoration: underline;
  transition: color 120ms ease-in;
}

@media (max-width: 600px) {
  .card { padding: 8px 12px; }
}
`,
  go: `package main

import (
	"fmt"
	"net/http"
	"sync"
)

type counter struct {
	mu sync.Mutex
	n  int
}

func (c *counter) handler(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
	fmt.Fprintf(w, "visit %d\\n", c.n)
}

func main() {
	c := &counter{}
	http.HandleFunc("/", c.handler)
	if err := http.ListenAndServe(":8080", nil); err != nil {
		panic(err)
	}
}
`,
  hs: `module Main where

import qualified Data.Map as Map
import Data.Maybe (fromMaybe)

data Tree a = Leaf | Node (Tree a) a (Tree a)

insert :: Ord a => a -> Tree a -> Tree a
insert x Leaf = Node Leaf x Leaf
insert x t@(Node l y r)
  | x < y = Node (insert x l) y r
  | x > y = Node l y (insert x r)
  | otherwise = t

toList :: Tree a -> [a]
toList Leaf = []
toList (Node l x r) = toList l ++ [x] ++ toList r

main :: IO ()
main = print . toList $ foldr insert Leaf [3, 1, 2 :: Int]
`,
};
