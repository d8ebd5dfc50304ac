namespace Gratis.Routing;

/// <summary>The ordered candidates for one request, and every rejected route with its reason.</summary>
/// <param name="Target">What was asked for.</param>
/// <param name="Candidates">In the order in which they are tried.</param>
/// <param name="Rejected">What is not tried, and why.</param>
/// <param name="FirstPaid">Where in <paramref name="Candidates"/> those begin that only the owner's budget allows.</param>
internal sealed record Plan(ModelTarget Target, IReadOnlyList<Candidate> Candidates, IReadOnlyList<Rejection> Rejected, int FirstPaid)
{
    /// <summary>Whether a candidate may be called only inside the owner's budget.</summary>
    public bool IsPaid(int index) => index >= FirstPaid;
}
