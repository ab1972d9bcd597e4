/// Learns weights from annotated text, one pass after the other.
///
/// A run is some passes over the text that begin with nothing learned; the weights are the
/// mean of all runs. The same input and seed give the same bytes.
public protocol Training {
  /// How many steps a pass has.
  var sentenceCount: Int { get }

  /// Goes over the text once.
  ///
  /// - Parameter progress: Is told after each step how many are done.
  mutating func pass(progress: (Int) -> Void)

  /// Ends a run: the next pass begins with nothing learned.
  mutating func endRun()

  /// The file of weights: the mean of the runs that have ended, or the one under way where
  /// none has.
  func weights() -> [UInt8]
}
