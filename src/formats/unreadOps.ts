/**
 * Why ops are not read, by kind: clauses, “it …”. Types of ONNX and of its usual extension, and Keras's layers.
 * Definitions: https://onnx.ai/onnx/operators/, https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md and
 * https://keras.io/api/layers/.
 */
const KINDS: readonly (readonly [reason: string, types: string])[] = [
  [
    'carries a state from step to step, through products of gates',
    'LSTM GRU DynamicQuantizeLSTM AttnLSTM ConvLSTM1D ConvLSTM2D ConvLSTM3D',
  ],
  ['carries a state from step to step', 'RNN SimpleRNN Bidirectional Scan LinearAttention CausalConvWithState'],
  ['runs its body in rounds, on values that depend on the input', 'Loop SequenceMap'],
  ['chooses its branch by a value that depends on the input', 'If'],
  [
    'is attention: it weighs values by a softmax of their products',
    'Attention AdditiveAttention MultiHeadAttention GroupQueryAttention PackedAttention PackedMultiHeadAttention DecoderAttention DecoderMaskedMultiHeadAttention DecoderMaskedSelfAttention SparseAttention PagedAttention LongformerAttention QAttention QOrderedAttention QOrderedLongformerAttention',
  ],
  [
    'is a norm: it divides by what it is given',
    'RMSNormalization SimplifiedLayerNormalization SkipSimplifiedLayerNormalization SkipLayerNormalization EmbedLayerNormalization GroupNorm SkipGroupNorm LRN LpNormalization MeanVarianceNormalization',
  ],
  ['takes a root of a sum of powers', 'LpPool GlobalLpPool'],
  ['multiplies values that depend on the input', 'ReduceProd CumProd Det'],
  ['multiplies values by gates that depend on the input', 'MoE QMoE BiasSplitGelu'],
  ['takes a logarithm of a sum', 'ReduceLogSum ReduceLogSumExp'],
  ['is a smooth function without a gate', 'Sin Cos Tan Asin Acos Atan Sinh Cosh Asinh Acosh Atanh'],
  ['rounds: its steps have no end', 'Round'],
  ['jumps where the largest value changes', 'Hardmax'],
  ['works on the bits of whole numbers', 'BitShift BitwiseAnd BitwiseOr BitwiseXor BitwiseNot BitCast'],
  [
    'takes or puts values by indices of their own, not whole entries of an axis',
    'GatherND GatherElements Scatter ScatterElements ScatterND TensorScatter MaxUnpool ReverseSequence OneHot',
  ],
  ['gives as many values as the values themselves decide', 'NonZero Compress Unique NonMaxSuppression'],
  [
    'samples between places that may depend on the input',
    'GridSample AffineGrid RoiAlign MaxRoiPool DeformConv CropAndResize',
  ],
  ['draws numbers at random', 'RandomNormalLike RandomUniformLike Bernoulli Multinomial'],
  ['works on complex numbers', 'DFT STFT Rfft Irfft'],
  ['multiplies values by sines and cosines of their places', 'RotaryEmbedding GemmaRotaryEmbedding'],
  ['works on text', 'StringNormalizer StringConcat StringSplit RegexFullMatch TfIdfVectorizer Tokenizer'],
  ['works on lists of tensors', 'ConcatFromSequence SequenceInsert SequenceErase SequenceLength'],
  ['is a loss of training', 'NegativeLogLikelihoodLoss SoftmaxCrossEntropyLoss'],
  [
    'adds up the leaves of trees, with jumps at their thresholds',
    'ai.onnx.ml.TreeEnsemble ai.onnx.ml.TreeEnsembleClassifier ai.onnx.ml.TreeEnsembleRegressor',
  ],
];

const REASONS: ReadonlyMap<string, string> = new Map(
  KINDS.flatMap(([reason, types]) => types.split(' ').map((type) => [type, reason] as const)),
);

/** Why an op of this type is not read, as a clause, "it …"; undefined of types that are not known at all. */
export const whyUnread = (type: string): string | undefined => REASONS.get(type.replace(/^com\.microsoft\./, ''));

export const BEHIND_UNREAD = 'is behind a node that is not read';
