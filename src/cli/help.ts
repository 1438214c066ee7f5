/** `polytope-lens help`. */
export const helpText = (): string => `polytope-lens: the exact polytopes of a piecewise-linear neural network

  polytope-lens partition FILE [options]     cut a slice of the input space into its polytopes
    --json               one JSON object on stdout
    --repeat N           time partition() N times: seconds.best and seconds.median
    --layer L            cut only by layers 1 … L
    --decision           also cut along the winning class's boundary (one output: against 0)
    --no-certificate     leave the checks out (certificate: null)
    --out F.json|F.svg   write the complex, or a picture of it

    partition, and inspect, facets and attack with --at, take another slice than the file's by
    --anchors F#i,#j,#k  through three rows (from 0) of a file of points, e.g. data.npz#1,#7,#9
    --plane random:SEED  along two random directions, through the origin of the file's slice
    --axes i,j           along two inputs (from 0), the others as at the origin of the file's slice
    --through F#i        with --plane or --axes: through this row, or the point x1,…,xd
    --domain H           partition, attack: within [−H, H]², in place of the file's domain (with --anchors: of a square
                         about the three)

  polytope-lens inspect FILE --at p,q        a point of the slice (one input: --at p)
  polytope-lens inspect FILE --input x1,…,xd a point of the input space
    --soft               also the soft code, its entropy, the soft map and the Jacobian; output is the soft network's
    --beta B             with --soft: every layer that is hard is softened by this β, from 0 (linear) to 1 (hard)
    --json               one JSON object on stdout
                         Values may begin with a minus sign: --at -0.77,0.31

  polytope-lens path FILE --from x1,…,xd --to x1,…,xd
                         every crossing on the straight way between two points of the input space
    --via 'x1,…,xd;…'    points between the two, in order
    --anchors F#i,#j,…   the way through rows of a file of points, in place of --from and --to
    --extend             beyond both ends, too, to the last crossing on either side
    --soft, --beta B     also the total variation of the soft codes, all and by layer, as for inspect
    --pieces N           of large networks, without --extend and --soft: the walk ends soon after so many pieces
    --json               one JSON object on stdout: crossings [{t, layer, unit}], hamming, pieces, …
                         t runs from 0 to 1 on the first leg, to 2 on the second, …

  polytope-lens inspect|path|attack|facets FILE --batch INPUTS
                         a JSON line a row: {"index", "run", …} and what --json prints, or {"index", "run", "error"}
                         INPUTS is CSV, JSON, .npy, .npz or IDX; inspect: an input a row; path: from, points between, to
    --shard i/n          only shard i of n, i from 0: contiguous blocks of rows; auto/n takes i from
                         JOB_COMPLETION_INDEX or SLURM_ARRAY_TASK_ID
    --out F              write the lines to F instead of stdout
    --resume             go on after the whole lines that F has from an earlier run of the same
                         Exit code 1: some rows have an error, the others their report

  polytope-lens density FILE --data POINTS   boundaries within and between classes: sampled pairs of points
    --target NAME        the column of the classes, where it is not the one that the file suggests
    --layer L            distances in the activations of layer L only (0: the inputs); all by default
    --pairs N            pairs to draw, half within and half between (1000 by default, 40 of large networks)
    --permuted           the same pairs in the network with the weights of each layer in a random order, too
    --seed S             of the pairs and the bootstrap (1 by default)
    --json               one JSON object on stdout

  polytope-lens facets FILE --at p,q | --input x1,…,xd
                                             the facets of the point's polytope in the input space
    --box l,u            within l ≤ x ≤ u for all inputs
    --box data --data F  within the range of each input over F, points as INPUTS are
    --volume             the volume within the box, with its standard error (at most 20 inputs)
    --samples N          steps of the volume's random walks (400000)
    --passes N           of networks whose half-spaces are too many: passes that the search takes
    --vectors            also witnesses, points of the neighbours, and ΔA = u vᵀ across each facet
    --json               one JSON object on stdout

  polytope-lens attack FILE --input x1,…,xd  a small change of an input that changes its class, and what it crosses
  polytope-lens attack FILE --at p,q         the same of a point of the slice, with the decision boundary in it
    --class C            the class to lead away from (by default the one that wins)
    --target C           the class to be reached, instead of any other
    --method fgsm|pgd    one step, or several within the ball (pgd by default)
    --norm inf|2         the ball's norm (inf by default)
    --epsilon E          its radius (0.1 by default)
    --steps N, --step S  of PGD: how many (20), how long each (2.5 E / N)
    --seed S             PGD from a random point of the ball; also of the 100 random directions
    --box LO,HI          the least and the largest value of every input
    --json               one JSON object on stdout

  polytope-lens convert IN OUT               a network in another format, by the ending of OUT: .json, .safetensors,
                                             .npz, .onnx
    --json               one JSON object on stdout

  polytope-lens help | --version

FILE is plain JSON: {"layers": [{"W": [[…]], "b": […], "activation": "relu"}, …]}, W as outputs × inputs; activations
are identity, relu, leakyRelu (with alpha), abs, hardTanh, relu6; without one, ReLU after every layer but the last.
Smooth ones are gelu, silu, swish and softplus (with eta), sigmoid, tanh, and softmax after the last layer: polytopes
are then those of the hard limit of the same weights, read out before a sigmoid, tanh or softmax after the last one.
Or FILE is safetensors: 0.weight (outputs × inputs), 0.bias, 2.weight, … as PyTorch's nn.Sequential names them, in the
order of the numbers; its metadata may hold "activations" as a JSON list, "slice" and "domain".
Or FILE is a graph: JSON with "nodes" (docs/graph-format.md), a tfjs model.json with its shards beside it, .onnx,
Keras's .keras and .h5, .safetensors or .npz of weights (the architecture is then guessed, and said), or a .zip of one
of these. Files of one model may be joined by a plus: model.json+model.weights.h5, which are what Keras's to_json() and
save_weights() wrote (NAME.weights.h5, NAME.h5, model.weights.h5 and weights.h5 beside NAME.json are found without).
Where a graph is not piecewise linear, its part before that is taken, and a note says so.
"slice": {"origin", "u", "v"} and "domain": [[p, q], …] default to the first two inputs and [−1, 1]².
A point x1,…,xd may also be a row of a file of points, F#i: CSV, JSON, .npy, .npz (X, x_train …) or IDX, gzipped or not.
Pictures of bytes are divided by 255, which is noted; all other values are taken as they stand.
POINTS is CSV or JSON: a row a point, a column an input, in the order of the inputs, and one column of classes; or .npz
with both (X and y, x_train and y_train …).
Layers count from 1, units from 0. Faults go to stderr with exit code 2; notes on what had to be assumed go there, too.
`;
